package io.lockstep.simulation;

import io.lockstep.command.Node;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.engine.EngineParts;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.saving.MemoryDisk;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.ReplicationLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node from its start to its end: a real engine among simulated edges. */
final class NodeLife implements SimulatedNetwork.Listener {

  private static final int PORT = 6379;
  private static final long MS_US = 1_000;
  private static final long LONGEST_SKEW_MS = 400;

  private final String host;
  private final SimulatedNetwork network;
  private final Consumer<NodeLife> looked;
  private final SimulatedLoop loop;
  private final BackgroundThreads background;
  private final EngineParts parts;
  private final Queue<Runnable> frozen = new ArrayDeque<>();
  private final List<Keyspace> formers = new ArrayList<>();
  private Keyspace data;
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();
  private @Nullable Throwable backgroundFailure;
  private boolean isFrozen;
  private boolean isOver;

  /**
   * Starts a node.
   *
   * @param disk what former lives have left
   * @param looked called after each event that reached it
   * @param left called once it has shut down as it was told
   */
  NodeLife(
      String host,
      NodeParameters parameters,
      MemoryDisk disk,
      SimulatedNetwork network,
      Consumer<NodeLife> looked,
      Consumer<NodeLife> left) {
    this.host = host;
    this.network = network;
    this.looked = looked;
    Die die = network.die().split();
    loop = new SimulatedLoop(network.agenda(), die.split(), this);
    background =
        new BackgroundThreads(
            task -> network.agenda().after(die.between(1, 6_000), () -> run(task)),
            (_, failure) -> backgroundFailure = failure);
    SimulatedClock clock = network.agenda().clock();
    parts =
        EngineParts.assemble(
            parameters.open(),
            new EngineParts.Edge(
                loop,
                CommandFamilies.ALL,
                background,
                new SimulatedDialer(network, this),
                new SimulatedHost(disk, this::broken, () -> left.accept(this)),
                clock.skewedBy(die.between(-LONGEST_SKEW_MS, LONGEST_SKEW_MS)),
                () -> clock.nowUs() * MS_US,
                die.split().generator(),
                () -> PORT));
    data = parts.node().keyspace();
    network.listen(this);
    parts.node().loading(true);
    parts.start().run();
    parts.load().accept(loaded);
  }

  private void broken() {
    throw new Violation("the engine of " + host + " has stopped: " + view().fault());
  }

  // ---- events

  @Override
  public String host() {
    return host;
  }

  @Override
  public void run(Runnable task) {
    if (isOver) {
      return;
    }
    if (isFrozen) {
      frozen.add(task);
      return;
    }
    task.run();
    if (backgroundFailure != null) {
      throw new Violation("a background thread of " + host + " failed", backgroundFailure);
    }
    if (loaded.isCompletedExceptionally()) {
      throw new Violation(host + " can't load what it has saved", loaded.exceptionNow());
    }
    noteSwap();
    looked.accept(this);
  }

  private void noteSwap() {
    Keyspace present = parts.node().keyspace();
    if (!present.equals(data)) {
      formers.add(data);
      data = present;
    }
  }

  @Override
  public void accept(WireEnd end) {
    end.attach(new AcceptedClient(parts.engine(), parts.engine().accept(end)));
  }

  /** The process is stopped for a while: nothing of it runs, its sockets take what they can. */
  void freeze() {
    isFrozen = true;
  }

  void thaw() {
    isFrozen = false;
    while (!frozen.isEmpty() && !isFrozen) {
      run(frozen.remove());
    }
  }

  /** The end, with whatever was on its way; all memory must be given back. */
  void end(boolean silently) {
    network.deafen(host, silently);
    network.sever(this, silently);
    isOver = true;
    isFrozen = false;
    frozen.clear();
    parts.engine().closeAll();
    background.end();
    loop.drain();
    noteSwap();
    parts.stop().run();
    requireReleased(data);
    formers.forEach(this::requireReleased);
  }

  private void requireReleased(Keyspace keyspace) {
    if (keyspace.bytesReserved() != 0) {
      throw new Violation(host + " keeps a keyspace's memory beyond its end");
    }
  }

  boolean isOver() {
    return isOver;
  }

  // ---- what can be seen

  Node node() {
    return parts.node();
  }

  ReplicationLog log() {
    return parts.node().replication().log();
  }

  Keyspace data() {
    return parts.node().keyspace();
  }

  /** Keyspaces that others took the place of. */
  List<Keyspace> formers() {
    return formers;
  }

  EngineView view() {
    return parts.inputs().get();
  }

  /** Executes an operator's command; its reply as on the wire. */
  String operate(String... command) {
    String[] answer = {""};
    run(() -> answer[0] = Console.ask(parts.engine(), command));
    return answer[0];
  }
}
