package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FormerKeyspacesTest {

  private static final int BUDGET = 1_000;

  private final FormerKeyspaces formers = new FormerKeyspaces();
  private final Keyspace keyspace = new Keyspace(1, 1);

  @Test
  void staysUntilItsLastSnapshotIsClosed() {
    byte[] bytes = "key".getBytes(ISO_8859_1);
    keyspace.database(0).putString(bytes, 0, 3, bytes, 0, 3, Records.NO_EXPIRY);
    Snapshot snapshot = keyspace.openSnapshot();
    formers.add(keyspace);
    formers.release(BUDGET);
    formers.release(BUDGET);

    var seen = new AtomicLong();
    snapshot.forEach(0, record -> seen.addAndGet(snapshot.records().keyLength(record)));
    assertThat(seen).hasValue(3);
    snapshot.close();
    formers.release(BUDGET);
    formers.release(BUDGET);
    assertThat(keyspace.bytesReserved()).isZero();
  }
}
