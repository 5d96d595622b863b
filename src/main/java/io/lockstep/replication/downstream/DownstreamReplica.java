package io.lockstep.replication.downstream;

import static io.lockstep.replication.downstream.ReplicaStep.drop;
import static io.lockstep.replication.downstream.ReplicaStep.stay;
import static io.lockstep.replication.downstream.ReplicaStep.to;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.Resume;
import io.lockstep.replication.downstream.ReplicaAction.AwaitSnapshot;
import io.lockstep.replication.downstream.ReplicaAction.OpenCursor;
import io.lockstep.replication.downstream.ReplicaAction.Send;
import io.lockstep.replication.downstream.ReplicaAction.SendPayload;
import io.lockstep.replication.downstream.ReplicaAction.StartStream;
import io.lockstep.replication.downstream.ReplicaAction.WidenLimit;
import io.lockstep.replication.downstream.ReplicaEvent.Ack;
import io.lockstep.replication.downstream.ReplicaEvent.Configured;
import io.lockstep.replication.downstream.ReplicaEvent.EmptyLine;
import io.lockstep.replication.downstream.ReplicaEvent.HoldsOthers;
import io.lockstep.replication.downstream.ReplicaEvent.Measured;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadProgress;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadReady;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadSent;
import io.lockstep.replication.downstream.ReplicaEvent.PsyncAsked;
import io.lockstep.replication.downstream.ReplicaEvent.Request;
import io.lockstep.replication.downstream.ReplicaEvent.Sign;
import io.lockstep.replication.downstream.ReplicaEvent.Snapshot;
import io.lockstep.replication.downstream.ReplicaEvent.SnapshotFailed;
import io.lockstep.replication.downstream.ReplicaEvent.SnapshotOpened;
import io.lockstep.replication.downstream.ReplicaEvent.SyncAsked;
import io.lockstep.replication.downstream.ReplicaEvent.Tick;
import io.lockstep.replication.downstream.ReplicaState.Dropped;
import io.lockstep.replication.downstream.ReplicaState.Handshake;
import io.lockstep.replication.downstream.ReplicaState.Online;
import io.lockstep.replication.downstream.ReplicaState.RdbTransmitted;
import io.lockstep.replication.downstream.ReplicaState.SendBulk;
import io.lockstep.replication.downstream.ReplicaState.Syncing;
import io.lockstep.replication.downstream.ReplicaState.WaitBgsaveEnd;
import io.lockstep.replication.downstream.ReplicaState.WaitBgsaveStart;
import java.nio.charset.StandardCharsets;

/**
 * The master's side of replication for one replica, as a pure function of state, event and time.
 *
 * <pre>
 * state            event                      next             and
 * Handshake        PSYNC that can continue    Online           +CONTINUE, OpenCursor, StartStream
 * Handshake        other PSYNC, SYNC          WaitBgsaveStart  AwaitSnapshot
 * WaitBgsaveStart  SnapshotOpened             WaitBgsaveEnd    +FULLRESYNC (not to SYNC), OpenCursor
 * WaitBgsaveStart  each second                                 newline
 * WaitBgsaveEnd    PayloadReady(length)       SendBulk         $length
 * WaitBgsaveEnd    PayloadReady(marker)                        $EOF:marker; the payload is streamed
 * WaitBgsaveEnd    each second, if spooled                     newline
 * WaitBgsaveEnd    PayloadSent (streamed)     Online, held     nothing before the first ACK
 * SendBulk         PayloadSent                Online           StartStream
 * both             PayloadSent, RDB only      RdbTransmitted   Drop
 * both             no progress for a timeout  Dropped          Drop
 * both             HoldsOthers too long       Dropped          Drop
 * both             SnapshotFailed             Dropped          Drop
 * Online           ACK                                         StartStream if it was held
 * Online           no ACK for a timeout       Dropped          Drop, unless it came with SYNC
 * with a cursor    over the output limit      Dropped          WidenLimit, Drop
 * </pre>
 *
 * PSYNC and SYNC of a replica are ignored, and so is an ACK of anybody else. The rest is an error
 * of the caller.
 *
 * @param settings may be exchanged between two events
 */
public record DownstreamReplica(DownstreamSettings settings) {
  /** Between two empty lines to a replica that waits for its snapshot. */
  public static final long NEWLINE_PERIOD_MS = 1_000;

  private static final Send NEWLINE = new Send("\n");

  /** A client that has said nothing about replication yet. */
  public static final ReplicaState START = new Handshake(ReplicaProfile.UNKNOWN);

  public ReplicaStep on(ReplicaState state, ReplicaEvent event, long nowMs) {
    return switch (state) {
      case Handshake handshake -> handshake(handshake, event, nowMs);
      case WaitBgsaveStart start -> waitStart(start, event, nowMs);
      case WaitBgsaveEnd end -> waitEnd(end, event, nowMs);
      case SendBulk bulk -> sendBulk(bulk, event, nowMs);
      case Online online -> online(online, event, nowMs);
      case RdbTransmitted _, Dropped _ -> stay(state);
    };
  }

  private static ReplicaStep handshake(Handshake state, ReplicaEvent event, long nowMs) {
    return switch (event) {
      case Configured(ReplconfOption option) -> stay(new Handshake(state.profile().with(option)));
      case PsyncAsked(Resume resume, String replid) -> psync(state, resume, replid, nowMs);
      case SyncAsked() -> awaitSnapshot(state, false, "the replica sent SYNC", nowMs);
      case Sign _, Tick _, Measured _ -> stay(state);
      case Snapshot _ -> throw illegal(state, event);
    };
  }

  private static ReplicaStep psync(Handshake state, Resume resume, String replid, long nowMs) {
    return switch (resume) {
      case Resume.Continue(long startOffset) ->
          to(
              new Online(
                  state.profile(), true, false, startOffset - 1, 0, nowMs, OutputLimit.NOT_OVER),
              "continues from offset " + startOffset,
              new Send(continuation(state.profile(), replid)),
              new OpenCursor(startOffset),
              new StartStream());
      case Resume.FullResync(var reason) ->
          awaitSnapshot(state, true, "full resync: " + reason.sentence(), nowMs);
    };
  }

  /** Only replicas that know psync2 can take another identifier. */
  private static String continuation(ReplicaProfile profile, String replid) {
    return profile.canPsync2() ? "+CONTINUE " + replid + "\r\n" : "+CONTINUE\r\n";
  }

  private static ReplicaStep awaitSnapshot(
      Handshake state, boolean isNumbered, String cause, long nowMs) {
    return to(
        new WaitBgsaveStart(state.profile(), isNumbered, nowMs, nowMs), cause, new AwaitSnapshot());
  }

  private static ReplicaStep waitStart(WaitBgsaveStart state, ReplicaEvent event, long nowMs) {
    return switch (event) {
      case SnapshotOpened opened -> snapshotOpened(state, opened, nowMs);
      case SnapshotFailed(String reason) -> drop(state, "no snapshot: " + reason);
      case Tick() -> waitStartTick(state, nowMs);
      case Configured _, Request _, Sign _, Measured _ -> stay(state);
      case PayloadReady _, PayloadProgress _, HoldsOthers _, PayloadSent _ ->
          throw illegal(state, event);
    };
  }

  private static ReplicaStep waitStartTick(WaitBgsaveStart state, long nowMs) {
    return nowMs - state.newlineAtMs() < NEWLINE_PERIOD_MS
        ? stay(state)
        : stay(
            new WaitBgsaveStart(state.profile(), state.isNumbered(), state.sinceMs(), nowMs),
            NEWLINE);
  }

  /** The reply waits until now, as its offset is the snapshot's. */
  private static ReplicaStep snapshotOpened(
      WaitBgsaveStart state, SnapshotOpened opened, long nowMs) {
    var next =
        new WaitBgsaveEnd(
            state.profile(),
            state.isNumbered(),
            opened.offset(),
            opened.kind(),
            false,
            nowMs,
            OutputLimit.NOT_OVER);
    String cause = "a snapshot at offset " + opened.offset() + " is open";
    var cursor = new OpenCursor(opened.offset() + 1); // the first byte that the snapshot lacks
    return state.isNumbered()
        ? to(next, cause, new Send(fullResync(opened.replid(), opened.offset())), cursor)
        : to(next, cause, cursor);
  }

  /** The reply to PSYNC that announces a snapshot. */
  public static String fullResync(String replid, long offset) {
    return "+FULLRESYNC " + replid + " " + offset + "\r\n";
  }

  private ReplicaStep waitEnd(WaitBgsaveEnd state, ReplicaEvent event, long nowMs) {
    return switch (event) {
      case PayloadReady(PayloadForm form) -> payloadReady(state, form, nowMs);
      case PayloadProgress() -> stay(state.progressAt(nowMs));
      case HoldsOthers held -> impatient(state, held);
      case PayloadSent() -> payloadSent(state, true, nowMs);
      case SnapshotFailed(String reason) -> drop(state, "the snapshot failed: " + reason);
      case Tick() -> waitEndTick(state, nowMs);
      case Measured(long bytesBehind) -> measured(state, bytesBehind, nowMs);
      case Configured _, Request _, Sign _ -> stay(state);
      case SnapshotOpened _ -> throw illegal(state, event);
    };
  }

  private static ReplicaStep payloadReady(WaitBgsaveEnd state, PayloadForm form, long nowMs) {
    return switch (form) {
      case PayloadForm.Marker marker -> stay(state.streaming(nowMs), new SendPayload(text(marker)));
      case PayloadForm.Length length ->
          to(
              new SendBulk(
                  state.profile(),
                  state.isNumbered(),
                  state.snapshotOffset(),
                  length,
                  nowMs,
                  state.overSoftSinceMs()),
              "the snapshot is ready",
              new SendPayload(text(length)));
    };
  }

  private static String text(PayloadForm form) {
    return new String(form.header(), StandardCharsets.ISO_8859_1);
  }

  private ReplicaStep waitEndTick(WaitBgsaveEnd state, long nowMs) {
    if (state.kind() == SnapshotKind.STREAMED) {
      return state.isStreaming() ? stuckOrStay(state, state.lastProgressMs(), nowMs) : stay(state);
    }
    return nowMs - state.lastProgressMs() < NEWLINE_PERIOD_MS
        ? stay(state)
        : stay(state.progressAt(nowMs), NEWLINE);
  }

  private ReplicaStep sendBulk(SendBulk state, ReplicaEvent event, long nowMs) {
    return switch (event) {
      case PayloadProgress() -> stay(state.progressAt(nowMs));
      case HoldsOthers held -> impatient(state, held);
      case PayloadSent() -> payloadSent(state, false, nowMs);
      case SnapshotFailed(String reason) -> drop(state, "the snapshot failed: " + reason);
      case Tick() -> stuckOrStay(state, state.lastProgressMs(), nowMs);
      case Measured(long bytesBehind) -> measured(state, bytesBehind, nowMs);
      case Configured _, Request _, Sign _ -> stay(state);
      case SnapshotOpened _, PayloadReady _ -> throw illegal(state, event);
    };
  }

  private static ReplicaStep payloadSent(Syncing state, boolean isHeld, long nowMs) {
    String cause = "the snapshot is sent";
    if (state.profile().isRdbOnly()) {
      return to(
          new RdbTransmitted(state.profile()),
          cause,
          new ReplicaAction.Drop("it wanted the snapshot only"));
    }
    var online =
        new Online(
            state.profile(),
            state.isNumbered(),
            isHeld,
            state.snapshotOffset(),
            0,
            nowMs,
            state.overSoftSinceMs());
    return isHeld ? to(online, cause) : to(online, cause, new StartStream());
  }

  private ReplicaStep stuckOrStay(Syncing state, long lastProgressMs, long nowMs) {
    return nowMs - lastProgressMs > settings.timeoutMs()
        ? drop(state, "it takes nothing of its snapshot beyond repl-timeout")
        : stay(state);
  }

  private ReplicaStep impatient(Syncing state, HoldsOthers held) {
    return settings.patience().isOver(held.takenBytes(), held.forMs())
        ? drop(
            state,
            "others wait as it took %d bytes of its snapshot in %d ms"
                .formatted(held.takenBytes(), held.forMs()))
        : stay(state);
  }

  private ReplicaStep online(Online state, ReplicaEvent event, long nowMs) {
    return switch (event) {
      case Ack(long offset) -> acked(state, offset, nowMs);
      case EmptyLine() -> stay(state.alive(nowMs));
      case Tick() -> onlineTick(state, nowMs);
      case Measured(long bytesBehind) -> measured(state, bytesBehind, nowMs);
      case Configured _, Request _ -> stay(state);
      case Snapshot _ -> throw illegal(state, event);
    };
  }

  private static ReplicaStep acked(Online state, long offset, long nowMs) {
    Online next = state.acked(offset, nowMs);
    return state.isHeld() ? stay(next, new StartStream()) : stay(next);
  }

  private ReplicaStep onlineTick(Online state, long nowMs) {
    boolean isSilent = nowMs - state.ackAtMs() > settings.timeoutMs();
    return state.isNumbered() && isSilent
        ? drop(state, "it acknowledges nothing beyond repl-timeout")
        : stay(state);
  }

  private ReplicaStep measured(Syncing state, long bytesBehind, long nowMs) {
    long sinceMs =
        settings.outputLimit().overSoftSince(state.overSoftSinceMs(), bytesBehind, nowMs);
    return isOver(bytesBehind, sinceMs, nowMs)
        ? overrun(state, bytesBehind)
        : stay(state.overSoftSince(sinceMs));
  }

  private ReplicaStep measured(Online state, long bytesBehind, long nowMs) {
    long sinceMs =
        settings.outputLimit().overSoftSince(state.overSoftSinceMs(), bytesBehind, nowMs);
    if (isOver(bytesBehind, sinceMs, nowMs)) {
      return overrun(state, bytesBehind);
    }
    return sinceMs == state.overSoftSinceMs() ? stay(state) : stay(state.overSoftSince(sinceMs));
  }

  private boolean isOver(long bytesBehind, long overSoftSinceMs, long nowMs) {
    return settings.outputLimit().isOverHard(bytesBehind)
        || settings.outputLimit().isOverSoft(overSoftSinceMs, nowMs);
  }

  private static ReplicaStep overrun(ReplicaState state, long bytesBehind) {
    return drop(
        state,
        "%d bytes are unsent, more than its output limit allows".formatted(bytesBehind),
        new WidenLimit());
  }

  private static IllegalStateException illegal(ReplicaState state, ReplicaEvent event) {
    return new IllegalStateException(
        "A replica in state %s cannot meet %s".formatted(state.name(), event));
  }
}
