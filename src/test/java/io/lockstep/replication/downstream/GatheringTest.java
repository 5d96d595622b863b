package io.lockstep.replication.downstream;

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

  private final SnapshotGathering gathering = new SnapshotGathering(true, 5_000, 3);

  private static Waiting waiting(long id, ReplicaProfile profile, long sinceMs) {
    return new Waiting(id, new WaitBgsaveStart(profile, true, sinceMs, sinceMs));
  }

  @Test
  void nobodyNeedsNothing() {
    assertThat(gathering.decide(List.of(), false, 0)).isEqualTo(new Nobody());
  }

  @Test
  void firstWaitsForCompany() {
    var both = List.of(waiting(1, EOF, 100), waiting(2, EOF, 4_000));
    assertThat(gathering.decide(both, false, 5_099)).isEqualTo(new WaitUntil(5_100));
    assertThat(gathering.decide(both, false, 5_100))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L, 2L)));
  }

  @Test
  void enoughCompanyEndsTheWait() {
    var three = List.of(waiting(1, EOF, 100), waiting(2, EOF, 100), waiting(3, EOF, 100));
    assertThat(gathering.decide(three, false, 100))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L, 2L, 3L)));
  }

  @Test
  void whoDoesNotKnowTheMarkerGetsALengthAtOnceAndAlone() {
    var mixed = List.of(waiting(1, PLAIN, 100), waiting(2, EOF, 100));
    assertThat(gathering.decide(mixed, false, 100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
  }

  @Test
  void withoutDisklessSyncEveryoneGetsALengthAtOnce() {
    var spooling = new SnapshotGathering(false, 5_000, 0);
    assertThat(spooling.decide(List.of(waiting(1, EOF, 100)), false, 100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
  }

  @Test
  void whoWantsAPartIsStreamedToApartFromOthers() {
    var part = EOF.with(new ReplconfOption.RdbFilter(PayloadFilter.FUNCTIONS));
    var spooling = new SnapshotGathering(false, 0, 0);
    assertThat(spooling.decide(List.of(waiting(1, part, 0), waiting(2, EOF, 0)), false, 0))
        .isEqualTo(new Open(SnapshotKind.STREAMED, List.of(1L)));
    assertThat(part.lacksMarkerForFilter()).isFalse();
    assertThat(PLAIN.with(new ReplconfOption.RdbFilter(PayloadFilter.NOTHING)))
        .matches(ReplicaProfile::lacksMarkerForFilter);
  }

  @Test
  void secondSnapshotIsOpenedBesideAFirstThatTakesLong() {
    var spooling = new SnapshotGathering(false, 0, 0);
    var one = List.of(waiting(1, EOF, 100));
    assertThat(spooling.decide(one, true, 1_099)).isEqualTo(new WaitUntil(1_100));
    assertThat(spooling.decide(one, true, 1_100))
        .isEqualTo(new Open(SnapshotKind.SPOOLED, List.of(1L)));
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
