package io.lockstep.replication.upstream;

import io.lockstep.replication.PayloadForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a link to a master stands. */
public sealed interface LinkState {

  ReplState name();

  /** The last byte applied, or -1 where that is unknown. */
  long offset();

  /** This node follows nobody. */
  record None() implements LinkState {
    @Override
    public ReplState name() {
      return ReplState.NONE;
    }

    @Override
    public long offset() {
      return -1;
    }
  }

  /** A master is followed. */
  sealed interface Following extends LinkState {
    Course course();

    @Override
    default long offset() {
      return course().offset();
    }
  }

  /** No connection; the next attempt is due at {@code retryAtMs}. */
  record Connect(Course course, long retryAtMs) implements Following {
    @Override
    public ReplState name() {
      return ReplState.CONNECT;
    }
  }

  /** A connection is being made. */
  record Connecting(Course course) implements Following {
    @Override
    public ReplState name() {
      return ReplState.CONNECTING;
    }
  }

  /** A reply line is awaited. */
  sealed interface Listening extends Following {
    Silence silence();

    Listening with(Silence silence);
  }

  /** PING was sent. */
  record PingReply(Course course, Silence silence) implements Listening {
    @Override
    public ReplState name() {
      return ReplState.RECEIVE_PING_REPLY;
    }

    @Override
    public Listening with(Silence newSilence) {
      return new PingReply(course, newSilence);
    }
  }

  /**
   * AUTH and REPLCONF were sent, all at once.
   *
   * @param expected the replies that are still to come, in order; never empty
   */
  record Introduction(Course course, Silence silence, List<ReplState> expected)
      implements Listening {
    @Override
    public ReplState name() {
      return expected.getFirst();
    }

    @Override
    public Listening with(Silence newSilence) {
      return new Introduction(course, newSilence, expected);
    }
  }

  /** PSYNC was sent, with the course's cached checkpoint. */
  record PsyncAnswer(Course course, Silence silence) implements Listening {
    @Override
    public ReplState name() {
      return ReplState.RECEIVE_PSYNC_REPLY;
    }

    @Override
    public Listening with(Silence newSilence) {
      return new PsyncAnswer(course, newSilence);
    }
  }

  /**
   * A full resync was agreed; the header line is awaited.
   *
   * @param snapshot what the snapshot will bring this node to, if the master numbers its stream
   * @param why why it could not be continued without one
   */
  record AwaitPayload(Course course, @Nullable Checkpoint snapshot, String why, Silence silence)
      implements Listening {
    @Override
    public ReplState name() {
      return ReplState.TRANSFER;
    }

    @Override
    public Listening with(Silence newSilence) {
      return new AwaitPayload(course, snapshot, why, newSilence);
    }
  }

  /** The payload comes in. */
  record Receiving(
      Course course,
      @Nullable Checkpoint snapshot,
      PayloadForm form,
      long receivedBytes,
      long lastIoMs,
      LoadWatch load)
      implements Following {
    @Override
    public ReplState name() {
      return ReplState.TRANSFER;
    }

    Receiving heard(long moreBytes, long nowMs) {
      return new Receiving(course, snapshot, form, receivedBytes + moreBytes, nowMs, load);
    }

    Receiving disowning(String why) {
      return new Receiving(course.disowning(why), snapshot, form, receivedBytes, lastIoMs, load);
    }

    Receiving with(LoadWatch newLoad) {
      return new Receiving(course, snapshot, form, receivedBytes, lastIoMs, newLoad);
    }
  }

  /**
   * The payload is here, the loader still works.
   *
   * @param isCut the connection was lost meanwhile; the load is finished all the same, as the link
   *     can continue from it
   */
  record Loading(
      Course course,
      @Nullable Checkpoint snapshot,
      long receivedBytes,
      LoadWatch load,
      boolean isCut)
      implements Following {
    @Override
    public ReplState name() {
      return ReplState.TRANSFER;
    }

    Loading with(LoadWatch newLoad) {
      return new Loading(course, snapshot, receivedBytes, newLoad, isCut);
    }

    Loading disowning(String why) {
      return new Loading(course.disowning(why), snapshot, receivedBytes, load, isCut);
    }

    Loading cut() {
      return new Loading(course, snapshot, receivedBytes, load, true);
    }
  }

  /**
   * The command stream comes in.
   *
   * @param replid the master's history, or null when the master does not number its stream
   * @param appliedOffset the last byte applied; -1 without a history
   */
  record Connected(
      Course course, @Nullable String replid, long appliedOffset, long lastIoMs, long lastAckMs)
      implements Following {
    @Override
    public ReplState name() {
      return ReplState.CONNECTED;
    }

    @Override
    public long offset() {
      return appliedOffset;
    }

    boolean isNumbered() {
      return replid != null;
    }

    Connected ackedAt(long nowMs) {
      return new Connected(course, replid, appliedOffset, lastIoMs, nowMs);
    }

    @Nullable Checkpoint checkpoint() {
      return replid == null ? null : new Checkpoint(replid, appliedOffset);
    }
  }
}
