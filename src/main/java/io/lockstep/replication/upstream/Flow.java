package io.lockstep.replication.upstream;

import static io.lockstep.replication.upstream.LinkStep.stay;

import io.lockstep.replication.upstream.LinkAction.Send;
import io.lockstep.replication.upstream.LinkEvent.ConnectionLost;
import io.lockstep.replication.upstream.LinkEvent.DialOutcome;
import io.lockstep.replication.upstream.LinkEvent.GetAck;
import io.lockstep.replication.upstream.LinkEvent.Incident;
import io.lockstep.replication.upstream.LinkEvent.Progress;
import io.lockstep.replication.upstream.LinkEvent.ProtocolBroken;
import io.lockstep.replication.upstream.LinkEvent.Speech;
import io.lockstep.replication.upstream.LinkEvent.StreamBytes;
import io.lockstep.replication.upstream.LinkEvent.Tick;
import io.lockstep.replication.upstream.LinkState.Connected;

/** The state in which the command stream comes in. */
record Flow(UpstreamLink link) {

  LinkStep connected(Connected state, Incident incident, long nowMs) {
    return switch (incident) {
      case StreamBytes(long applied) -> stay(heard(state, applied, nowMs));
      case GetAck(long offsetBefore) -> ack(state, offsetBefore, nowMs);
      case Tick() -> tick(state, nowMs);
      case ConnectionLost(String cause) -> lost(state, cause, nowMs);
      case ProtocolBroken(String cause) -> broken(state, cause, nowMs);
      case DialOutcome _, Speech _, Progress _ -> throw Moves.illegal(state, incident);
    };
  }

  private static Connected heard(Connected state, long applied, long nowMs) {
    long offset = state.isNumbered() ? applied : state.appliedOffset();
    return new Connected(state.course(), state.replid(), offset, nowMs, state.lastAckMs());
  }

  private LinkStep tick(Connected state, long nowMs) {
    if (nowMs - state.lastIoMs() > link.settings().timeoutMs()) {
      return lost(state, "the master is silent beyond repl-timeout", nowMs);
    }
    return nowMs - state.lastAckMs() >= UpstreamLink.ACK_PERIOD_MS
        ? ack(state, state.appliedOffset(), nowMs)
        : stay(state);
  }

  /** A master that does not number its stream would not understand an acknowledgement. */
  private static LinkStep ack(Connected state, long offset, long nowMs) {
    return state.isNumbered()
        ? stay(state.ackedAt(nowMs), new Send(new Outgoing.Ack(offset)))
        : stay(state);
  }

  private LinkStep lost(Connected state, String cause, long nowMs) {
    Course course = state.course().caching(state.checkpoint()).downSince(nowMs);
    return link.redial(state, course, cause, nowMs);
  }

  private LinkStep broken(Connected state, String cause, long nowMs) {
    Course course = state.course().disowning(cause).downSince(nowMs);
    return link.redial(state, course, cause, nowMs);
  }
}
