package io.lockstep.replication.upstream;

import static io.lockstep.replication.upstream.LinkStep.stay;
import static io.lockstep.replication.upstream.LinkStep.to;

import io.lockstep.replication.upstream.LinkAction.ContinueWith;
import io.lockstep.replication.upstream.LinkAction.Note;
import io.lockstep.replication.upstream.LinkAction.Send;
import io.lockstep.replication.upstream.LinkEvent.DialOutcome;
import io.lockstep.replication.upstream.LinkEvent.Incident;
import io.lockstep.replication.upstream.LinkEvent.Line;
import io.lockstep.replication.upstream.LinkEvent.LineBegun;
import io.lockstep.replication.upstream.LinkEvent.Loss;
import io.lockstep.replication.upstream.LinkEvent.Progress;
import io.lockstep.replication.upstream.LinkEvent.Stream;
import io.lockstep.replication.upstream.LinkEvent.Tick;
import io.lockstep.replication.upstream.LinkState.AwaitPayload;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Introduction;
import io.lockstep.replication.upstream.LinkState.Listening;
import io.lockstep.replication.upstream.LinkState.PingReply;
import io.lockstep.replication.upstream.LinkState.PsyncAnswer;
import java.util.List;
import java.util.Optional;

/** The states from PING to the answer to PSYNC. */
record Handshake(UpstreamLink link) {
  private static final List<String> ACCESS_ERRORS =
      List.of("-NOAUTH", "-NOPERM", "-ERR operation not permitted");

  LinkStep ping(PingReply state, Incident incident, long nowMs) {
    return switch (incident) {
      case Line(String text) -> pong(state, text, nowMs);
      case LineBegun() -> stay(state.with(state.silence().withLineBegun(nowMs)));
      case Tick() -> listeningTick(state, nowMs);
      case Loss loss -> link.retryLater(state, state.course(), loss.cause(), nowMs);
      case DialOutcome _, Progress _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  /** A peer that wants a password first, or forbids PING, is there all the same. */
  private LinkStep pong(PingReply state, String text, long nowMs) {
    boolean isThere = text.startsWith("+") || ACCESS_ERRORS.stream().anyMatch(text::startsWith);
    return isThere
        ? introduce(state, nowMs)
        : link.retryLater(state, state.course(), "the master answered PING with " + text, nowMs);
  }

  private LinkStep introduce(PingReply state, long nowMs) {
    var introduction = new Outgoing.Introduction(link.settings());
    return to(
        new Introduction(state.course(), Silence.from(nowMs), introduction.expected()),
        "the master answers",
        new Send(introduction));
  }

  LinkStep introduction(Introduction state, Incident incident, long nowMs) {
    return switch (incident) {
      case Line(String text) -> introductionReply(state, text, nowMs);
      case LineBegun() -> stay(state.with(state.silence().withLineBegun(nowMs)));
      case Tick() -> listeningTick(state, nowMs);
      case Loss loss -> link.retryLater(state, state.course(), loss.cause(), nowMs);
      case DialOutcome _, Progress _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private LinkStep introductionReply(Introduction state, String text, long nowMs) {
    if (!text.startsWith("-")) {
      return nextReply(state, "the master agrees", nowMs);
    }
    return state.name() == ReplState.RECEIVE_AUTH_REPLY
        ? link.retryLater(state, state.course(), "Unable to AUTH to MASTER: " + text, nowMs)
        : nextReply(state, "the master disagrees", nowMs)
            .after(new Note("%s was answered with %s; going on".formatted(state.name(), text)));
  }

  private LinkStep nextReply(Introduction state, String cause, long nowMs) {
    List<ReplState> rest = state.expected().subList(1, state.expected().size());
    return rest.isEmpty()
        ? to(
            new PsyncAnswer(state.course(), Silence.from(nowMs)),
            cause,
            new Send(new Outgoing.Psync(state.course().cached())))
        : to(new Introduction(state.course(), Silence.from(nowMs), rest), cause);
  }

  LinkStep psync(PsyncAnswer state, Incident incident, long nowMs) {
    return switch (incident) {
      case Line(String text) -> answer(state, PsyncReply.parse(text), nowMs);
      case LineBegun() -> stay(state.with(state.silence().withLineBegun(nowMs)));
      case Tick() -> listeningTick(state, nowMs);
      case Loss loss -> link.retryLater(state, state.course(), loss.cause(), nowMs);
      case DialOutcome _, Progress _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private LinkStep answer(PsyncAnswer state, PsyncReply reply, long nowMs) {
    Course course = state.course();
    return switch (reply) {
      case PsyncReply.KeepAlive() -> stay(state.with(Silence.from(nowMs)));
      case PsyncReply.FullResync full -> fullResync(course.speakingPsync(), full, nowMs);
      case PsyncReply.Continue answer -> continuation(state, answer, nowMs);
      case PsyncReply.TryLater(String reason) ->
          link.retryLater(state, course, "the master answered PSYNC with " + reason, nowMs);
      case PsyncReply.NotSupported(String answer) -> withoutPsync(state, answer, nowMs);
    };
  }

  /** The cached checkpoint is kept: until the snapshot is in place, the data is still the old. */
  private static LinkStep fullResync(Course course, PsyncReply.FullResync full, long nowMs) {
    Checkpoint snapshot = full.snapshot();
    String place = snapshot == null ? "in no history" : snapshot.toString();
    String why = course.whyFull();
    return to(
        new AwaitPayload(course, snapshot, why, Silence.from(nowMs)),
        "full resync, as " + why + "; the snapshot is " + place);
  }

  private LinkStep continuation(PsyncAnswer state, PsyncReply.Continue answer, long nowMs) {
    Course course = state.course().speakingPsync();
    Checkpoint cached = course.cached();
    if (cached == null) {
      return link.retryLater(state, course, "the master continues what this node never had", nowMs);
    }
    String replid = answer.replid() == null ? cached.replid() : answer.replid();
    return to(
        new Connected(course.loaded(), replid, cached.offset(), nowMs, nowMs),
        "the master continues after offset " + cached.offset(),
        new ContinueWith(replid),
        new Send(new Outgoing.Ack(cached.offset())));
  }

  private LinkStep withoutPsync(PsyncAnswer state, String answer, long nowMs) {
    Course course = state.course();
    String cause = "the master answered PSYNC with " + answer;
    return course.speaksPsync()
        ? link.retryLater(state, course, cause, nowMs)
        : to(
            new AwaitPayload(course, null, cause, Silence.from(nowMs)),
            cause + ", trying SYNC",
            new Send(new Outgoing.Sync()));
  }

  private LinkStep listeningTick(Listening state, long nowMs) {
    return timeoutOf(state, link.settings(), nowMs)
        .map(cause -> link.redial(state, state.course(), cause, nowMs))
        .orElseGet(() -> stay(state));
  }

  static Optional<String> timeoutOf(Listening state, UpstreamSettings settings, long nowMs) {
    if (state.silence().isLongerThan(settings.timeoutMs(), nowMs)) {
      return Optional.of("the master is silent beyond repl-timeout in " + state.name());
    }
    return state.silence().hasLineOlderThan(UpstreamLink.LINE_TIMEOUT_MS, nowMs)
        ? Optional.of("the master does not complete its line in " + state.name())
        : Optional.empty();
  }
}
