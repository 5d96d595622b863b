package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

/** Weighs all keys of a keyspace against the memory that it has taken. */
public final class Scales {
  private Scales() {}

  /** Nothing is in use but tables, and what keys take; no snapshot may be open. */
  public static void assertBalanced(Keyspace keyspace) {
    while (keyspace.releaseRetired(1000)) {
      // goes on until nothing is left
    }
    assertThat(keyspace.bytesInUse()).isEqualTo(weightOf(keyspace));
  }

  private static long weightOf(Keyspace keyspace) {
    Footprint footprint = keyspace.footprint();
    long[] bytes = {0};
    for (int index = 0; index < keyspace.databaseCount(); index++) {
      Database database = keyspace.database(index);
      bytes[0] += database.tableBytes();
      database.forEach(record -> bytes[0] += footprint.of(record, Footprint.ALL));
    }
    return bytes[0];
  }
}
