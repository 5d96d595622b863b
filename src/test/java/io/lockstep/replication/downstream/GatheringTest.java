package io.lockstep.replication.downstream;

import static io.lockstep.replication.downstream.SnapshotGathering.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.downstream.ReplicaState.Online;
import io.lockstep.replication.downstream.ReplicaState.WaitBgsaveEnd;
import io.lockstep.replication.downstream.ReplicaState.WaitBgsaveStart;
import io.lockstep.replication.downstream.SnapshotGathering.Nobody;
import io.lockstep.replication.downstream.SnapshotGathering.Open;
import io.lockstep.replication.downstream.SnapshotGathering.WaitUntil;
import io.lockstep.replication.downstream.SnapshotGathering.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final ReplicaProfile PLAIN = ReplicaProfile.UNKNOWN;
  private static final ReplicaProfile EOF = PLAIN.with(new ReplconfOption.Capability("eof"));

  private final SnapshotGathering gathering = new SnapshotGathering(true, 5_000, 3, 0);

  private static Waiting waiting(long id, ReplicaProfile profile, long sinceMs) {
    return new Waiting(id, new WaitBgsaveStart(profile, true, sinceMs, sinceMs));
  }

  @Test
  void nobodyNeedsNothing() {
    assertThat(gathering.decide(List.of(), false, NEVER, 0)).isEqualTo(new Nobody());
  }

  @Test
  void firstWaitsForCompany() {
    var both = List.of(waiting(1, EOF, 100), waiting(2, EOF, 4_000));
    assertThat(gathering.decide(both, false, NEVER, 5_099)).isEqualTo(new WaitUntil(5_100));
    assertThat(gathering.decide(both, false, NEVER, 5_100))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L, 2L)));
  }

  @Test
  void enoughCompanyEndsTheWait() {
    var three = List.of(waiting(1, EOF, 100), waiting(2, EOF, 100), waiting(3, EOF, 100));
    assertThat(gathering.decide(three, false, NEVER, 100))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L, 2L, 3L)));
  }

  @Test
  void whoDoesNotKnowTheMarkerGetsALengthAtOnceAndAlone() {
    var mixed = List.of(waiting(1, PLAIN, 100), waiting(2, EOF, 100));
    assertThat(gathering.decide(mixed, false, NEVER, 100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
  }

  @Test
  void withoutDisklessSyncEveryoneGetsALengthAtOnce() {
    var spooling = new SnapshotGathering(false, 5_000, 0, 0);
    assertThat(spooling.decide(List.of(waiting(1, EOF, 100)), false, NEVER, 100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
  }

  @Test
  void whoWantsAPartIsStreamedToApartFromOthers() {
    var part = EOF.with(new ReplconfOption.RdbFilter(PayloadFilter.FUNCTIONS));
    var spooling = new SnapshotGathering(false, 0, 0, 0);
    assertThat(spooling.decide(List.of(waiting(1, part, 0), waiting(2, EOF, 0)), false, NEVER, 0))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L)));
    assertThat(part.lacksMarkerForFilter()).isFalse();
    assertThat(PLAIN.with(new ReplconfOption.RdbFilter(PayloadFilter.NOTHING)))
        .matches(ReplicaProfile::lacksMarkerForFilter);
  }

  @Test
  void secondSnapshotIsOpenedBesideAFirstThatTakesLong() {
    var spooling = new SnapshotGathering(false, 0, 0, 0);
    var one = List.of(waiting(1, EOF, 100));
    assertThat(spooling.decide(one, true, NEVER, 1_099)).isEqualTo(new WaitUntil(1_100));
    assertThat(spooling.decide(one, true, NEVER, 1_100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
  }

  @Test
  void snapshotsBeginOnceInAPeriodThoughEnoughWait() {
    var periodic = new SnapshotGathering(true, 1_000, 2, 60_000);
    var two = List.of(waiting(1, EOF, 20_000), waiting(2, EOF, 20_000));
    assertThat(periodic.decide(two, false, 10_000, 69_999)).isEqualTo(new WaitUntil(70_000));
    assertThat(periodic.decide(two, false, 10_000, 70_000))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L, 2L)));
  }

  @Test
  void periodHoldsForThoseThatNeedALengthToo() {
    var periodic = new SnapshotGathering(true, 1_000, 0, 60_000);
    var one = List.of(waiting(1, PLAIN, 20_000));
    assertThat(periodic.decide(one, true, 10_000, 30_000)).isEqualTo(new WaitUntil(70_000));
  }

  @Test
  void periodDoesNotHoldUpTheFirstSnapshotNorShortenTheWaitForCompany() {
    var periodic = new SnapshotGathering(true, 5_000, 0, 60_000);
    var one = List.of(waiting(1, EOF, 20_000));
    assertThat(periodic.decide(one, false, NEVER, 24_999)).isEqualTo(new WaitUntil(25_000));
    assertThat(periodic.decide(one, false, NEVER, 25_000)).isInstanceOf(Open.class);
    var late = List.of(waiting(1, EOF, 69_000));
    assertThat(periodic.decide(late, false, 10_000, 70_000)).isEqualTo(new WaitUntil(74_000));
  }

  @Test
  void newcomersJoinOnlySpooledSnapshotsOfTheirLike() {
    var spooled = new WaitBgsaveEnd(EOF, true, 9, SnapshotKind.SPOOLED, false, 0, -1);
    var streamed = new WaitBgsaveEnd(EOF, true, 9, SnapshotKind.STREAMED, true, 0, -1);
    assertThat(SnapshotGathering.mayJoin(EOF, spooled)).isTrue();
    assertThat(SnapshotGathering.mayJoin(PLAIN, spooled)).isFalse();
    assertThat(SnapshotGathering.mayJoin(EOF, streamed)).isFalse();
  }

  @Test
  void goodReplicasAreOnlineAndRecent() {
    var rule = new MinReplicas(1, 10);
    var fresh = new Online(EOF, true, false, 5, 5, 10_000, -1);
    var waiting = new WaitBgsaveStart(EOF, true, 0, 0);
    assertThat(rule.isGood(fresh, 20_999)).isTrue();
    assertThat(rule.isGood(fresh, 21_000)).isFalse();
    assertThat(rule.isGood(waiting, 0)).isFalse();
    assertThat(rule.permitsWrites(0)).isFalse();
    assertThat(rule.permitsWrites(1)).isTrue();
    assertThat(new MinReplicas(1, 0).permitsWrites(0)).isTrue();
  }
}
