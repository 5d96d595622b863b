package io.lockstep.command;

import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.command.waiting.Waiter;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;

/** A client's request that found nothing in its keys, and is executed again when one is ready. */
public final class KeyWait extends Waiter implements Wait {

  private static final int KEY_BYTES = 160; // a place in a line without the key's name, about

  private final Client client;
  private final CommandTable.Entry entry;
  private final Request request;

  /** What it took so far: a command is counted once, when it is answered. */
  private long nanos;

  /** Whether its last execution ended in waiting. */
  boolean isPending = true;

  KeyWait(Client client, CommandTable.Entry entry, Request request, KeyTerms terms) {
    super(terms, client.database, request);
    this.client = client;
    this.entry = entry;
    this.request = request;
  }

  /** Who waits. */
  public Client client() {
    return client;
  }

  CommandTable.Entry entry() {
    return entry;
  }

  /** What is executed again. */
  public Request request() {
    return request;
  }

  /** Memory that it takes. */
  long bytes() {
    return 2L * request.frameLength() + (long) keys().size() * KEY_BYTES; // keys are copies
  }

  /** Notes that an execution that ended in waiting took so long. */
  void took(long moreNanos) {
    nanos += moreNanos;
  }

  long nanos() {
    return nanos;
  }

  @Override
  public boolean mayBeEnded() {
    return true;
  }

  @Override
  public boolean isOver(Node node) {
    return untilMs() > 0 && node.nowMs() > untilMs();
  }

  @Override
  public void answer(Node node, ReplyWriter reply) {
    reply.nullArray();
  }
}
