package io.lockstep.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.replication.Resume.Continue;
import io.lockstep.replication.Resume.FullResync;
import io.lockstep.replication.ResyncReason.AskedFor;
import io.lockstep.replication.ResyncReason.BeyondSecondOffset;
import io.lockstep.replication.ResyncReason.NoBacklog;
import io.lockstep.replication.ResyncReason.OffsetTooHigh;
import io.lockstep.replication.ResyncReason.OffsetTooLow;
import io.lockstep.replication.ResyncReason.UnknownReplid;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReplicationLogTest {
  private static final String A = "a".repeat(40);
  private static final int KIB = 1024;

  private final Supplier<String> ids =
      new Supplier<>() {
        private int next = 1;

        @Override
        public String get() {
          return "%040d".formatted(next++);
        }
      };
  private final ReplicationLog log = new ReplicationLog(History.adopted(A, 1000), 16 * KIB, ids);

  private void write(int count) {
    log.append(new byte[count], 0, count);
  }

  private FullResync refusal(ResyncReason reason) {
    return new FullResync(reason);
  }

  @Test
  void emptyBacklogBeginsAfterTheLastByte() {
    log.createBacklog();
    assertThat(log.firstOffset()).isEqualTo(1001);
    assertThat(log.histlen()).isZero();
  }

  @Test
  void continuesWhenOffsetIsInsideBacklog() {
    log.createBacklog();
    write(10);
    assertThat(log.resume(A, 1001)).isEqualTo(new Continue(1001));
    assertThat(log.resume("A".repeat(40), 1010)).isEqualTo(new Continue(1010));
  }

  @Test
  void continuesWhenThereIsNothingToSend() {
    log.createBacklog();
    write(10);
    assertThat(log.resume(A, 1011)).isEqualTo(new Continue(1011));
  }

  @Test
  void refusesOffsetsOutsideTheWindow() {
    log.createBacklog();
    write(10);
    assertThat(log.resume(A, 1012)).isEqualTo(refusal(new OffsetTooHigh(1012, 1011)));
    assertThat(log.resume(A, 1000)).isEqualTo(refusal(new OffsetTooLow(1000, 1001)));
  }

  @Test
  void refusesOtherHistoriesAndNone() {
    log.createBacklog();
    String other = "c".repeat(40);
    assertThat(log.resume(other, 1001)).isEqualTo(refusal(new UnknownReplid(other, log.history())));
    assertThat(log.resume("?", -1)).isEqualTo(refusal(new AskedFor()));
    assertThat(log.resume(History.NO_REPLID, 1001)).isInstanceOf(FullResync.class);
  }

  @Test
  void continuesThePreviousHistoryUpToItsEnd() {
    log.createBacklog();
    write(10);
    log.shift();
    write(10);
    assertThat(log.resume(A, 1011)).isEqualTo(new Continue(1011));
    assertThat(log.resume(A, 1012)).isEqualTo(refusal(new BeyondSecondOffset(1012, 1011)));
    assertThat(log.resume(log.replid(), 1021)).isEqualTo(new Continue(1021));
  }

  @Test
  void everyReasonIsASentence() {
    log.createBacklog();
    var reason = ((FullResync) log.resume(A, 5)).reason();
    assertThat(reason.sentence())
        .isEqualTo(
            "the replica asked for offset 5, but the backlog begins at 1001 (996 bytes lost)");
  }

  @Test
  void firstReplicaStartsANewHistoryAtTheSameOffset() {
    assertThat(log.createBacklogForFirstReplica()).isTrue();
    assertThat(log.history()).isEqualTo(History.adopted("%040d".formatted(1), 1000));
    assertThat(log.createBacklogForFirstReplica()).isFalse();
  }

  @Test
  void withoutBacklogNobodyContinues() {
    assertThat(log.isActive()).isFalse();
    assertThat(log.resume(A, 1001)).isEqualTo(refusal(new NoBacklog()));
    assertThatThrownBy(() -> write(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void freedBacklogStillContinuesAnEqualOffset() {
    log.createBacklog();
    write(10);
    log.freeBacklog();
    assertThat(log.resume(A, 1011)).isEqualTo(new Continue(1011));
    assertThat(log.resume(A, 1010)).isEqualTo(refusal(new NoBacklog()));
    assertThat(log.bytesReserved()).isZero();
  }

  @Test
  void firstSkippedChangeAfterFreeingEndsTheHistory() {
    log.createBacklog();
    write(10);
    log.freeBacklog();
    log.skipped();
    String renamed = log.replid();
    log.skipped();
    assertThat(log.replid()).isEqualTo(renamed).isNotEqualTo(A);
    assertThat(log.history().replid2()).isEqualTo(History.NO_REPLID);
    assertThat(log.resume(A, 1011)).isInstanceOf(FullResync.class);
    assertThat(log.resume(renamed, 1011)).isEqualTo(refusal(new NoBacklog()));
  }

  @Test
  void skippedChangesOfALogThatNobodyFollowedKeepTheIdentifier() {
    log.skipped();
    assertThat(log.replid()).isEqualTo(A);
  }

  @Test
  void adoptionTakesHistoryAndCutsCursors() {
    log.createBacklog();
    write(10);
    LogCursor cursor = log.open(1001);
    log.adopt("f".repeat(40), 77);
    assertThat(cursor.isOpen()).isFalse();
    assertThat(cursor.bytesBehind()).isZero();
    assertThat(cursor.peek().hasRemaining()).isFalse();
    cursor.close();
    assertThat(log.history()).isEqualTo(History.adopted("f".repeat(40), 77));
    assertThat(log.firstOffset()).isEqualTo(78);
    assertThat(log.hasBacklog()).isTrue();
  }

  @Test
  void continuationWithAnotherIdentifierIsAShift() {
    log.createBacklog();
    assertThat(log.continueAs("A".repeat(40))).isFalse();
    assertThat(log.continueAs("e".repeat(40))).isTrue();
    assertThat(log.history()).isEqualTo(new History("e".repeat(40), A, 1001, 1000));
  }

  @Test
  void sizeHasAMinimum() {
    log.resize(1);
    assertThat(log.backlogBytes()).isEqualTo(16 * KIB);
  }

  @Test
  void blocksAreASixteenthOfTheBacklogWithinLimits() {
    assertThat(log.blockBytes()).isEqualTo(16 * KIB);
    log.resize(1024 * KIB);
    assertThat(log.blockBytes()).isEqualTo(64 * KIB);
    log.resize(1024L * 1024 * KIB);
    assertThat(log.blockBytes()).isEqualTo(1024 * KIB);
  }

  @Test
  void pinnedBytesOutliveTheBacklogSize() {
    log.createBacklog();
    LogCursor slow = log.open(log.offset() + 1);
    for (int i = 0; i < 100; i++) {
      write(4 * KIB);
    }
    assertThat(log.firstOffset()).isEqualTo(1001);
    assertThat(slow.bytesBehind()).isEqualTo(400 * KIB);
    slow.close();
    assertThat(log.histlen()).isBetween(16L * KIB, 32L * KIB);
  }

  @Test
  void journalAloneKeepsOnlyWhatItHasNotRead() {
    LogCursor journal = log.open(log.offset() + 1);
    write(100 * KIB);
    assertThat(log.isActive()).isTrue();
    journal.advance(100 * KIB);
    assertThat(log.blockCount()).isEqualTo(1);
    journal.close();
    assertThat(log.isActive()).isFalse();
    assertThat(log.blockCount()).isZero();
  }

  @Test
  void cursorCannotPassTheEnd() {
    log.createBacklog();
    write(5);
    LogCursor cursor = log.open(1003);
    assertThat(cursor.bytesBehind()).isEqualTo(3);
    assertThatThrownBy(() -> cursor.advance(4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void steadyStateUsesItsBlocksAgain() {
    log.createBacklog();
    write(64 * KIB);
    long reserved = log.bytesReserved();
    for (int i = 0; i < 1000; i++) {
      write(1 + i * 7);
    }
    assertThat(log.bytesReserved()).isLessThanOrEqualTo(reserved + 32 * KIB);
  }
}
