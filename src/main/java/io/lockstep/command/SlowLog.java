package io.lockstep.command;

import static io.lockstep.command.parameter.ObservationParameters.SLOWLOG_MAX_LEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.resp.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The last commands that took longer than {@code slowlog-log-slower-than}, newest first. Of long
 * requests it keeps the beginning, of secrets nothing.
 */
public final class SlowLog {

  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_ARGUMENT_BYTES = 128;
  private static final long MICRO_NANOS = 1_000;
  private static final byte[] HIDDEN = "(redacted)".getBytes(ISO_8859_1);

  private final Node node;
  private final Deque<Slow> entries = new ArrayDeque<>();
  private long nextId;

  /**
   * One slow command.
   *
   * @param atMs when it ended
   */
  public record Slow(
      long id, long atMs, long micros, List<byte[]> arguments, String address, String clientName) {}

  SlowLog(Node node) {
    this.node = node;
  }

  /** Notes a command that was slow, unless it is of those that never are noted. */
  void add(Client client, Command command, Request request, long nanos) {
    if (command.has(CommandFlag.SKIP_SLOWLOG)) {
      return;
    }
    entries.addFirst(
        new Slow(
            nextId++,
            node.nowMs(),
            nanos / MICRO_NANOS,
            arguments(command, request),
            client.connection().remoteAddress(),
            client.name));
    trim();
  }

  private void trim() {
    long limit = node.parameters().get(SLOWLOG_MAX_LEN);
    while (entries.size() > limit) {
      entries.removeLast();
    }
  }

  private List<byte[]> arguments(Command command, Request request) {
    boolean tooMany = request.count() > MAX_ARGUMENTS;
    int shown = tooMany ? MAX_ARGUMENTS - 1 : request.count();
    List<byte[]> arguments = new ArrayList<>(shown + 1);
    for (int i = 0; i < shown; i++) {
      boolean secret = Secrets.hides(node, command, request, i);
      arguments.add(secret ? HIDDEN : argument(request, i));
    }
    if (tooMany) {
      arguments.add(bytes("... (%d more arguments)".formatted(request.count() - shown)));
    }
    return arguments;
  }

  private static byte[] argument(Request request, int i) {
    byte[] whole = request.copy(i);
    if (whole.length <= MAX_ARGUMENT_BYTES) {
      return whole;
    }
    byte[] rest = bytes("... (%d more bytes)".formatted(whole.length - MAX_ARGUMENT_BYTES));
    byte[] cut = Arrays.copyOf(whole, MAX_ARGUMENT_BYTES + rest.length);
    System.arraycopy(rest, 0, cut, MAX_ARGUMENT_BYTES, rest.length);
    return cut;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** The newest ones, at most so many. */
  public List<Slow> newest(long limit) {
    return entries.stream().limit(limit).toList();
  }

  public int size() {
    return entries.size();
  }

  public void clear() {
    entries.clear();
  }
}
