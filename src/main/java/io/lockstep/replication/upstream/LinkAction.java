package io.lockstep.replication.upstream;

import io.lockstep.replication.PayloadForm;

/** What the engine has to do, in the order given. */
public sealed interface LinkAction {

  /** Resolve the host and connect; answers with Dialed or DialFailed. */
  record Dial(Target target, long timeoutMs) implements LinkAction {}

  /** Write to the master. */
  record Send(Outgoing what) implements LinkAction {}

  /** Close the connection, or stop connecting. */
  record Hangup(String reason) implements LinkAction {}

  /**
   * What comes next on the connection is a snapshot: start a loader for it.
   *
   * @param why why a snapshot is needed
   */
  record BeginTransfer(PayloadForm form, String why) implements LinkAction {}

  /** Drop what was received and stop the loader; the data stays as it is. */
  record AbortTransfer(String reason) implements LinkAction {}

  /** Put the loaded data in place and take this history; what follows is its command stream. */
  record AdoptHistory(Checkpoint snapshot) implements LinkAction {}

  /** Put the loaded data in place under a history of our own, as the master has none. */
  record AdoptUnnamedHistory() implements LinkAction {}

  /** The command stream follows, in this history; if it is another one, replicas must ask again. */
  record ContinueWith(String replid) implements LinkAction {}

  /** Tell the operator something that changes nothing. */
  record Note(String text) implements LinkAction {}
}
