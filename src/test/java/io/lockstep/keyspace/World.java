package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Hash;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;

/** Checks all that must hold of a keyspace between two operations. */
final class World {
  private final Keyspace keyspace;
  private final Records records;
  private final Hash hash;
  private long bytes;
  private long count;
  private long volatiles;
  private long lastHash;

  World(Keyspace keyspace) {
    this.keyspace = keyspace;
    this.records = keyspace.records();
    this.hash = new Hash(keyspace.hashSeed());
  }

  void validate() {
    bytes = 0;
    for (int index = 0; index < keyspace.databaseCount(); index++) {
      validate(keyspace.database(index));
    }
    assertThat(keyspace.bytesInUse()).as("bytes of live records and tables").isEqualTo(bytes);
  }

  private void validate(Database database) {
    count = 0;
    volatiles = 0;
    lastHash = 0;
    database.forEach(record -> validate(database, record));
    assertThat(database.size()).isEqualTo(count);
    assertThat(database.volatileSize()).isEqualTo(volatiles);
    bytes += database.tableBytes();
  }

  private void validate(Database database, int record) {
    byte[] key = records.key(record);
    long keyHash = hash.of(key, 0, key.length) & 0xFFFF_FFFFL;
    assertThat(keyHash).as("hash order").isGreaterThanOrEqualTo(lastHash);
    lastHash = keyHash;
    assertThat(database.find(key, 0, key.length)).isEqualTo(record);
    boolean expires = records.hasExpiry(record);
    assertThat(database.contains((int) keyHash, record, true)).isEqualTo(expires);
    count++;
    volatiles += expires ? 1 : 0;
    bytes += Slab.capacity(records.bytes(record));
  }

  /** Clears and releases everything; nothing must be left but a spare page. */
  void end() {
    validate();
    keyspace.clear();
    release();
    assertThat(keyspace.bytesInUse()).isZero();
    assertThat(keyspace.bytesRetired()).isZero();
    assertThat(keyspace.bytesReserved()).isZero();
    keyspace.close();
  }

  void release() {
    while (keyspace.releaseRetired(10_000)) {}
  }
}
