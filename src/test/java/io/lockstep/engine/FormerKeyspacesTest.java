package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormerKeyspacesTest {

  private static final int BUDGET = 10;
  private static final int ROUNDS = 100; // more than it takes

  private final FormerKeyspaces formers = new FormerKeyspaces();
  private final Keyspace former = new Keyspace(1, 1);

  private void release() {
    for (int round = 0; round < ROUNDS; round++) {
      formers.release(BUDGET);
    }
  }

  private static List<Integer> recordsOf(Snapshot snapshot) {
    List<Integer> lengths = new ArrayList<>();
    snapshot.forEach(0, record -> lengths.add(snapshot.records().key(record).length));
    return lengths;
  }

  /** A save that is given up, or a snapshot for replicas, reads on until it hears of it. */
  @Test
  void staysAsLongAsSomebodyReadsASnapshotOfIt() {
    former.database(0).putString(new byte[] {'k'}, 0, 1, new byte[] {'v'}, 0, 1, -1);
    try (Snapshot snapshot = former.openSnapshot()) {
      formers.add(former);
      release();
      assertThat(recordsOf(snapshot)).containsExactly(1);
    }
    release();
    assertThat(former.bytesReserved()).isZero();
  }
}
