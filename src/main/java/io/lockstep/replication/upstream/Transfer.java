package io.lockstep.replication.upstream;

import static io.lockstep.replication.upstream.LinkStep.stay;
import static io.lockstep.replication.upstream.LinkStep.to;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.upstream.LinkAction.AdoptHistory;
import io.lockstep.replication.upstream.LinkAction.AdoptUnnamedHistory;
import io.lockstep.replication.upstream.LinkAction.BeginTransfer;
import io.lockstep.replication.upstream.LinkAction.Hangup;
import io.lockstep.replication.upstream.LinkAction.Send;
import io.lockstep.replication.upstream.LinkEvent.DataFlushed;
import io.lockstep.replication.upstream.LinkEvent.DialOutcome;
import io.lockstep.replication.upstream.LinkEvent.Incident;
import io.lockstep.replication.upstream.LinkEvent.Line;
import io.lockstep.replication.upstream.LinkEvent.LineBegun;
import io.lockstep.replication.upstream.LinkEvent.LoadFailed;
import io.lockstep.replication.upstream.LinkEvent.LoadFinished;
import io.lockstep.replication.upstream.LinkEvent.LoadProgress;
import io.lockstep.replication.upstream.LinkEvent.Loss;
import io.lockstep.replication.upstream.LinkEvent.PayloadBytes;
import io.lockstep.replication.upstream.LinkEvent.PayloadComplete;
import io.lockstep.replication.upstream.LinkEvent.Progress;
import io.lockstep.replication.upstream.LinkEvent.Speech;
import io.lockstep.replication.upstream.LinkEvent.Stream;
import io.lockstep.replication.upstream.LinkEvent.Tick;
import io.lockstep.replication.upstream.LinkState.AwaitPayload;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Following;
import io.lockstep.replication.upstream.LinkState.Loading;
import io.lockstep.replication.upstream.LinkState.Receiving;
import org.jspecify.annotations.Nullable;

/** The states of a full resync: its announcement, its bytes, its load. */
record Transfer(UpstreamLink link) {

  LinkStep await(AwaitPayload state, Incident incident, long nowMs) {
    return switch (incident) {
      case Line(String text) -> header(state, PayloadHeader.parse(text), nowMs);
      case LineBegun() -> stay(state.with(state.silence().withLineBegun(nowMs)));
      case Tick() ->
          Handshake.timeoutOf(state, link.settings(), nowMs)
              .map(cause -> link.redial(state, state.course(), cause, nowMs))
              .orElseGet(() -> stay(state));
      case Loss loss -> link.redialPaced(state, state.course(), loss.cause(), nowMs);
      case DialOutcome _, Progress _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private LinkStep header(AwaitPayload state, PayloadHeader header, long nowMs) {
    return switch (header) {
      case PayloadHeader.KeepAlive() -> stay(state.with(Silence.from(nowMs)));
      case PayloadHeader.Announced(PayloadForm form) ->
          to(
              new Receiving(state.course(), state.snapshot(), form, 0, nowMs, LoadWatch.IDLE),
              "the snapshot begins",
              new BeginTransfer(form, state.why()));
      case PayloadHeader.Refused(String reason) ->
          link.redialPaced(
              state, state.course(), "the master refuses a snapshot: " + reason, nowMs);
      case PayloadHeader.Garbled(String line) ->
          link.redialPaced(state, state.course(), "no snapshot is announced by: " + line, nowMs);
    };
  }

  LinkStep receiving(Receiving state, Incident incident, long nowMs) {
    return switch (incident) {
      case PayloadBytes(long count) -> stay(state.heard(count, nowMs));
      case PayloadComplete() -> received(state, nowMs);
      case LoadProgress() -> keepAwake(state.with(state.load().started()).heard(0, nowMs), nowMs);
      case LoadFinished() -> stay(state.with(state.load().finished()));
      case LoadFailed(String reason) -> loadFailed(state, reason, nowMs);
      case DataFlushed(String why) -> stay(state.disowning(why));
      case Tick() -> receivingTick(state, nowMs);
      case Loss loss -> link.redialPaced(state, state.course(), loss.cause(), nowMs);
      case DialOutcome _, Speech _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private LinkStep receivingTick(Receiving state, long nowMs) {
    return nowMs - state.lastIoMs() > link.settings().timeoutMs()
        ? link.redialPaced(
            state, state.course(), "the snapshot stands still beyond repl-timeout", nowMs)
        : keepAwake(state, nowMs);
  }

  private static LinkStep received(Receiving state, long nowMs) {
    var loading =
        new Loading(
            state.course(), state.snapshot(), state.receivedBytes(), state.load().started(), false);
    return state.load().isFinished() ? arrive(loading, nowMs) : keepAwake(loading, nowMs);
  }

  LinkStep loading(Loading state, Incident incident, long nowMs) {
    return switch (incident) {
      case LoadProgress(), Tick() -> keepAwake(state, nowMs);
      case LoadFinished() -> state.isCut() ? adoptAndDial(state, nowMs) : arrive(state, nowMs);
      case LoadFailed(String reason) -> loadFailed(state, reason, nowMs);
      case DataFlushed(String why) -> stay(state.disowning(why));
      case Loss loss -> cut(state, loss.cause());
      case PayloadBytes _, PayloadComplete _ -> throw Moves.illegal(state, incident);
      case DialOutcome _, Speech _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private static LinkStep keepAwake(Receiving state, long nowMs) {
    return state.load().owesNewline(nowMs)
        ? stay(state.with(state.load().newlineAt(nowMs)), new Send(new Outgoing.Newline()))
        : stay(state);
  }

  private static LinkStep keepAwake(Loading state, long nowMs) {
    return !state.isCut() && state.load().owesNewline(nowMs)
        ? stay(state.with(state.load().newlineAt(nowMs)), new Send(new Outgoing.Newline()))
        : stay(state);
  }

  private static LinkStep cut(Loading state, String cause) {
    return state.isCut() ? stay(state) : stay(state.cut(), new Hangup(cause));
  }

  private static LinkStep arrive(Loading state, long nowMs) {
    Course course = state.course().loaded();
    Checkpoint snapshot = state.snapshot();
    if (snapshot == null) {
      return to(
          new Connected(course, null, -1, nowMs, nowMs),
          "the snapshot is loaded; the master does not number its stream",
          new AdoptUnnamedHistory());
    }
    return to(
        new Connected(course, snapshot.replid(), snapshot.offset(), nowMs, nowMs),
        "the snapshot is loaded",
        new AdoptHistory(snapshot),
        new Send(new Outgoing.Ack(snapshot.offset())));
  }

  /** The connection is gone, but the link can continue from what was loaded. */
  private LinkStep adoptAndDial(Loading state, long nowMs) {
    Checkpoint snapshot = state.snapshot();
    Course course = state.course().loaded().caching(snapshot);
    return link.dial(course, "the snapshot is loaded, the connection was lost", nowMs)
        .after(adoption(snapshot));
  }

  private static LinkAction adoption(@Nullable Checkpoint snapshot) {
    return snapshot == null ? new AdoptUnnamedHistory() : new AdoptHistory(snapshot);
  }

  /** What cannot be loaded now can hardly be loaded in a second: the pause doubles each time. */
  private LinkStep loadFailed(Following state, String reason, long nowMs) {
    Course course = state.course().loadFailed();
    String cause = "the snapshot could not be loaded: " + reason;
    return link.retryAt(nowMs + loadRetryDelayMs(course.failedLoads()), state, course, cause);
  }

  static long loadRetryDelayMs(int failedLoads) {
    int doublings = Math.min(failedLoads - 1, 20);
    return Math.min(UpstreamLink.RETRY_DELAY_MS << doublings, UpstreamLink.MAX_LOAD_RETRY_DELAY_MS);
  }
}
