package io.lockstep.command;

import io.lockstep.resp.ReplyWriter;

/** Why the last request of a client is not answered yet. */
public sealed interface Wait permits KeyWait, ReplicaWait {

  /** Whether CLIENT UNBLOCK may end it. */
  boolean mayBeEnded();

  /** Whether it is over, by success or by time. */
  boolean isOver(Node node);

  /** Writes the reply of a wait that ended without an error. */
  void answer(Node node, ReplyWriter reply);
}
