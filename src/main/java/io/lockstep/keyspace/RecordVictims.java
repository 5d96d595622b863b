package io.lockstep.keyspace;

/** Takes records that expiry or eviction has chosen; it must delete them. */
@FunctionalInterface
public interface RecordVictims {
  void take(Database database, int record);
}
