package io.lockstep.replication.upstream;

import static io.lockstep.replication.upstream.LinkStep.stay;
import static io.lockstep.replication.upstream.LinkStep.to;

import io.lockstep.replication.upstream.LinkAction.Dial;
import io.lockstep.replication.upstream.LinkAction.Hangup;
import io.lockstep.replication.upstream.LinkAction.Send;
import io.lockstep.replication.upstream.LinkEvent.DialFailed;
import io.lockstep.replication.upstream.LinkEvent.DialOutcome;
import io.lockstep.replication.upstream.LinkEvent.Dialed;
import io.lockstep.replication.upstream.LinkEvent.Follow;
import io.lockstep.replication.upstream.LinkEvent.Incident;
import io.lockstep.replication.upstream.LinkEvent.Loss;
import io.lockstep.replication.upstream.LinkEvent.Order;
import io.lockstep.replication.upstream.LinkEvent.Progress;
import io.lockstep.replication.upstream.LinkEvent.Speech;
import io.lockstep.replication.upstream.LinkEvent.Stream;
import io.lockstep.replication.upstream.LinkEvent.Tick;
import io.lockstep.replication.upstream.LinkEvent.Unfollow;
import io.lockstep.replication.upstream.LinkState.AwaitPayload;
import io.lockstep.replication.upstream.LinkState.Connect;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Connecting;
import io.lockstep.replication.upstream.LinkState.Introduction;
import io.lockstep.replication.upstream.LinkState.Loading;
import io.lockstep.replication.upstream.LinkState.None;
import io.lockstep.replication.upstream.LinkState.PingReply;
import io.lockstep.replication.upstream.LinkState.PsyncAnswer;
import io.lockstep.replication.upstream.LinkState.Receiving;

/**
 * The replica's side of replication, as a pure function of state, event and time.
 *
 * <pre>
 * state         event                        next          and
 * any           Follow                       Connecting    give up what goes on, Dial
 * any           Unfollow                     None          give up what goes on
 * Connect       Tick, retry is due           Connecting    Dial
 * Connecting    Dialed                       PingReply     PING
 * Connecting    DialFailed                   Connect       retry in a second
 * Connecting    Tick, over connect timeout   Connecting    Hangup, Dial
 * PingReply     + or an error about access   Introduction  AUTH, REPLCONF …
 * PingReply     other error                  Connect       Hangup, retry in a second
 * Introduction  AUTH refused                 Connect       Hangup, retry in a second
 * Introduction  last reply, error or not     PsyncAnswer   PSYNC
 * PsyncAnswer   FULLRESYNC                   AwaitPayload
 * PsyncAnswer   CONTINUE                     Connected     ContinueWith, ACK
 * PsyncAnswer   NOMASTERLINK, LOADING …      Connect       Hangup, retry in a second
 * PsyncAnswer   other error                  AwaitPayload  SYNC, unless the peer once knew PSYNC
 * AwaitPayload  $length, $EOF:marker         Receiving     BeginTransfer
 * AwaitPayload  error                        Connect(ing)  Hangup, one dial a second
 * Receiving     PayloadComplete              Loading       or Connected, if the load is finished
 * Receiving     loss, silence                Connect(ing)  AbortTransfer, Hangup, one dial a second
 * Loading       LoadFinished                 Connected     AdoptHistory, ACK
 * Loading       loss                         Loading       the load goes on; then Connecting
 * both          LoadFailed                   Connect       AbortTransfer, Hangup, growing delay
 * both          DataFlushed                  the same      forget what could be continued
 * Connected     loss, silence                Connecting    Hangup, Dial; PSYNC from what was applied
 * the handshake loss                         Connect       retry in a second
 * the handshake silence over repl-timeout    Connecting    Hangup, Dial
 * </pre>
 *
 * Anything else is an error of the caller.
 *
 * @param settings may be exchanged between two events
 */
public record UpstreamLink(UpstreamSettings settings) {
  /** From the end of one attempt to the next. */
  public static final long RETRY_DELAY_MS = 1_000;

  /** How long a line that has begun may take to complete (Redis: CONFIG_REPL_SYNCIO_TIMEOUT). */
  public static final long LINE_TIMEOUT_MS = 5_000;

  /** Between two acknowledgements. */
  public static final long ACK_PERIOD_MS = 1_000;

  /** Between two empty lines to a master whose snapshot is being loaded. */
  public static final long NEWLINE_PERIOD_MS = 1_000;

  /** The longest pause after snapshots that cannot be loaded: they cost the master a lot. */
  public static final long MAX_LOAD_RETRY_DELAY_MS = 30_000;

  public static final LinkState START = new None();

  public LinkStep on(LinkState state, LinkEvent event, long nowMs) {
    return switch (event) {
      case Order order -> order(state, order, nowMs);
      case Incident incident -> incident(state, incident, nowMs);
    };
  }

  private LinkStep order(LinkState state, Order order, long nowMs) {
    return switch (order) {
      case Follow(Target target, var own) -> {
        String cause = "told to follow " + target;
        Course course = Course.to(target, Moves.cachedBy(state, own), nowMs);
        yield dial(course, cause, nowMs).after(Moves.giveUp(state, cause));
      }
      case Unfollow() -> {
        String cause = "told to follow nobody";
        yield to(new None(), cause).after(Moves.giveUp(state, cause));
      }
    };
  }

  private LinkStep incident(LinkState state, Incident incident, long nowMs) {
    return switch (state) {
      case None none -> none(none, incident);
      case Connect connect -> connect(connect, incident, nowMs);
      case Connecting connecting -> connecting(connecting, incident, nowMs);
      case PingReply ping -> new Handshake(this).ping(ping, incident, nowMs);
      case Introduction replies -> new Handshake(this).introduction(replies, incident, nowMs);
      case PsyncAnswer answer -> new Handshake(this).psync(answer, incident, nowMs);
      case AwaitPayload await -> new Transfer(this).await(await, incident, nowMs);
      case Receiving receiving -> new Transfer(this).receiving(receiving, incident, nowMs);
      case Loading loading -> new Transfer(this).loading(loading, incident, nowMs);
      case Connected connected -> new Flow(this).connected(connected, incident, nowMs);
    };
  }

  private static LinkStep none(None state, Incident incident) {
    return switch (incident) {
      case Tick() -> stay(state);
      case DialOutcome _, Loss _, Speech _, Progress _, Stream _ ->
          throw Moves.illegal(state, incident);
    };
  }

  private LinkStep connect(Connect state, Incident incident, long nowMs) {
    return switch (incident) {
      case Tick() ->
          nowMs < state.retryAtMs()
              ? stay(state)
              : dial(state.course(), "the next attempt is due", nowMs);
      case DialOutcome _, Loss _, Speech _, Progress _, Stream _ ->
          throw Moves.illegal(state, incident);
    };
  }

  private LinkStep connecting(Connecting state, Incident incident, long nowMs) {
    return switch (incident) {
      case Tick() -> connectingTick(state, nowMs);
      case Dialed() ->
          to(
              new PingReply(state.course(), Silence.from(nowMs)),
              "connected to " + state.course().target(),
              new Send(new Outgoing.Ping()));
      case DialFailed(String cause) ->
          to(
              new Connect(state.course(), nowMs + RETRY_DELAY_MS),
              "could not connect to %s: %s".formatted(state.course().target(), cause));
      case Loss _, Speech _, Progress _, Stream _ -> throw Moves.illegal(state, incident);
    };
  }

  private LinkStep connectingTick(Connecting state, long nowMs) {
    long sinceMs = nowMs - state.course().dialedAtMs();
    return sinceMs <= settings.connectTimeoutMs()
        ? stay(state)
        : redial(state, state.course(), "no connection within " + sinceMs + " ms", nowMs);
  }

  // --- moves that several states share

  LinkStep dial(Course course, String cause, long nowMs) {
    return to(
        new Connecting(course.dialedAt(nowMs)),
        cause,
        new Dial(course.target(), settings.connectTimeoutMs()));
  }

  /** Gives up the attempt and begins the next at once. */
  LinkStep redial(LinkState state, Course course, String cause, long nowMs) {
    return dial(course, cause, nowMs).after(Moves.giveUp(state, cause));
  }

  /** Gives up the attempt and begins the next at once, but not more often than once a second. */
  LinkStep redialPaced(LinkState state, Course course, String cause, long nowMs) {
    long earliestMs = course.dialedAtMs() + RETRY_DELAY_MS;
    return nowMs >= earliestMs
        ? redial(state, course, cause, nowMs)
        : retryAt(earliestMs, state, course, cause);
  }

  LinkStep retryLater(LinkState state, Course course, String cause, long nowMs) {
    return retryAt(nowMs + RETRY_DELAY_MS, state, course, cause);
  }

  LinkStep retryAt(long retryAtMs, LinkState state, Course course, String cause) {
    return to(new Connect(course, retryAtMs), cause).after(Moves.giveUp(state, cause));
  }

  static Hangup hangup(String reason) {
    return new Hangup(reason);
  }
}
