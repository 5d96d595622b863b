package io.lockstep.command;

import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.List;

/** What a client queued since MULTI. */
public final class Transaction {

  private final List<Queued> queue = new ArrayList<>();
  private boolean refused;
  private long bytes;

  /** A command waiting for EXEC. */
  record Queued(CommandTable.Entry entry, Request request) {}

  void add(CommandTable.Entry entry, Request request) {
    queue.add(new Queued(entry, request.detach()));
    bytes += request.frameLength();
  }

  /** A command was refused while queueing, so EXEC will refuse all. */
  void refuse() {
    refused = true;
  }

  public boolean isRefused() {
    return refused;
  }

  public List<Queued> queue() {
    return queue;
  }

  boolean has(CommandFlag flag) {
    return queue.stream().anyMatch(queued -> queued.entry().command().has(flag));
  }

  /** Bytes that the queued requests hold. */
  public long bytes() {
    return bytes;
  }
}
