package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.resp.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Sends a workload to one node after another, and expects an answer to each request. */
final class SimulatedClient implements Party, WireEnd.Receiver {

  private static final int MOST_OUTSTANDING = 40;
  private static final long CONNECT_MS = 1_000;
  private static final long MS_US = 1_000;

  /** A request that was sent. */
  private record Asked(String verb, @Nullable Awaited awaited) {}

  /** Of a WAIT, the value written before it, and on how many replicas it is to be by when. */
  private record Awaited(String written, long replicas, long untilUs) {}

  private final String host;
  private final SimulatedNetwork network;
  private final Die die;
  private final Workload workload;
  private final List<String> nodes;
  private final long thinkUs;
  private final ObjLongConsumer<byte[]> acknowledged;
  private final Deque<Asked> outstanding = new ArrayDeque<>();
  private ReplyScanner replies = new ReplyScanner();
  private @Nullable WireEnd end;
  private boolean isDone;
  private int writes;

  /**
   * A client.
   *
   * @param nodes the hosts it knows
   * @param acknowledged told what WAIT said of a value
   */
  SimulatedClient(
      String host,
      SimulatedNetwork network,
      List<String> nodes,
      int largestBytes,
      ObjLongConsumer<byte[]> acknowledged) {
    this.host = host;
    this.network = network;
    this.die = network.die().split();
    this.workload = new Workload(die.split(), largestBytes);
    this.nodes = nodes;
    this.thinkUs = die.between(4_000, 60_000);
    this.acknowledged = acknowledged;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public void run(Runnable task) {
    task.run();
  }

  // ---- what it does

  /** Does something, and again after a while. */
  void act() {
    if (isDone) {
      return;
    }
    if (end == null) {
      connect();
    } else if (outstanding.size() < MOST_OUTSTANDING) {
      send(end);
    }
    network.agenda().after(die.between(thinkUs / 4, thinkUs * 2), this::act);
  }

  private void connect() {
    network.dial(this, die.pick(nodes), CONNECT_MS, this::connected, _ -> {});
  }

  private void connected(WireEnd wire) {
    if (end != null || isDone) {
      wire.abort();
      return;
    }
    end = wire;
    replies = new ReplyScanner();
    workload.reconnected();
    wire.attach(this);
  }

  private void send(WireEnd wire) {
    if (!workload.isInTransaction() && die.chance(8)) {
      writeAndWait(wire);
    } else {
      workload.next().forEach(command -> ask(wire, null, command));
    }
    wire.flush();
  }

  private void writeAndWait(WireEnd wire) {
    String value = "written-by-" + host + "-" + ++writes + "-end";
    ask(wire, null, "SET", "wait:" + host, value);
    long timeoutMs = die.between(1, 2_000);
    long replicas = die.between(1, 2);
    // nodes count whole milliseconds, and may begin with the end of one
    long untilUs = network.agenda().clock().nowUs() + (timeoutMs - 1) * MS_US;
    Awaited awaited = new Awaited(value, replicas, untilUs);
    ask(wire, awaited, "WAIT", String.valueOf(replicas), String.valueOf(timeoutMs));
  }

  private void ask(WireEnd wire, @Nullable Awaited awaited, String... command) {
    byte[] bytes = Request.of(command).bytes();
    outstanding.add(new Asked(command[0], awaited));
    wire.write(bytes, 0, bytes.length);
  }

  // ---- what it hears

  @Override
  public void received(byte[] bytes, int length) {
    replies.feed(bytes, length).forEach(this::answered);
  }

  private void answered(String reply) {
    Asked asked = outstanding.poll();
    if (asked == null) {
      if (!reply.startsWith("-UNBLOCKED")) {
        throw new Violation(host + " was answered what it did not ask: " + reply);
      }
      return;
    }
    if (reply.startsWith("-ERR unknown") || reply.startsWith("-ERR Protocol")) {
      throw new Violation(host + " asked " + asked.verb() + " and was answered " + reply);
    }
    if (asked.awaited() != null && reply.startsWith(":")) {
      waited(asked.awaited(), Long.parseLong(reply.substring(1)));
    }
    if (reply.startsWith("-READONLY") && die.chance(20) && end != null) {
      end.close();
    }
  }

  private void waited(Awaited awaited, long replicas) {
    acknowledged.accept(awaited.written().getBytes(ISO_8859_1), replicas);
    if (replicas < awaited.replicas() && network.agenda().clock().nowUs() < awaited.untilUs()) {
      throw new Violation(
          "%s waited for %d replicas, and was told of %d before its time"
              .formatted(host, awaited.replicas(), replicas));
    }
  }

  @Override
  public void closed(String cause) {
    end = null;
    outstanding.clear();
  }

  // ---- the end

  /** It asks nothing more, and waits for what is outstanding. */
  void finish() {
    isDone = true;
  }

  /** What was asked and never answered, although the connection stands; null if there is none. */
  @Nullable String unanswered() {
    Asked oldest = outstanding.peek();
    return oldest == null || end == null || end.isForlorn()
        ? null
        : host + " waits for the answer to " + oldest.verb();
  }
}
