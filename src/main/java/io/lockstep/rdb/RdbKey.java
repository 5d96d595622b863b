package io.lockstep.rdb;

import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.nio.charset.StandardCharsets;

/** The key that is being read, and what the opcodes before it said about it. */
final class RdbKey {
  private static final int MAX_QUOTED_BYTES = 64;
  private static final long NO_IDLE_TIME = -1;
  private static final int NO_FREQUENCY = -1;

  private final RdbString name;
  private long offset;
  private long expireAtMs = Records.NO_EXPIRY;
  private long idleSeconds = NO_IDLE_TIME;
  private int frequency = NO_FREQUENCY;

  RdbKey(RdbString name) {
    this.name = name;
  }

  RdbString name() {
    return name;
  }

  /** Where the key began in the file. */
  void startAt(long fileOffset) {
    offset = fileOffset;
  }

  long expireAtMs() {
    return expireAtMs;
  }

  /** A time before 1970 is as past as 1970, and must not be mistaken for "never". */
  void expireAtMs(long atMs) {
    expireAtMs = atMs == Records.NO_EXPIRY ? atMs : Math.max(0, atMs);
  }

  void idleSeconds(long seconds) {
    idleSeconds = seconds;
  }

  void frequency(int counter) {
    frequency = counter;
  }

  boolean isExpired(long nowMs) {
    return expireAtMs != Records.NO_EXPIRY && expireAtMs < nowMs;
  }

  /** Sets what the file said about the key's use, as far as the eviction policy goes by it. */
  void applyAccess(AccessClock clock, Records records, int record) {
    if (clock.isByFrequency() && frequency != NO_FREQUENCY) {
      records.accessClock(record, clock.ofFrequency(frequency));
    } else if (!clock.isByFrequency() && idleSeconds != NO_IDLE_TIME) {
      records.accessClock(record, clock.ofIdleSeconds(idleSeconds));
    }
  }

  boolean isIn(Database database) {
    return database.find(name.bytes(), name.start(), name.length()) != Database.NONE;
  }

  /** A file with a key twice is not one that any server wrote. */
  void refuseSecond(boolean isSecond) throws CorruptRdbException {
    if (isSecond) {
      throw new CorruptRdbException(offset, "key '" + quoted() + "' appears twice");
    }
  }

  /** Makes ready for the next key. */
  void forget() {
    expireAtMs = Records.NO_EXPIRY;
    idleSeconds = NO_IDLE_TIME;
    frequency = NO_FREQUENCY;
  }

  private String quoted() {
    int length = Math.min(name.length(), MAX_QUOTED_BYTES);
    return new String(name.bytes(), name.start(), length, StandardCharsets.ISO_8859_1);
  }
}
