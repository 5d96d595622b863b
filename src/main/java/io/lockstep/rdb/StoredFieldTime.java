package io.lockstep.rdb;

import io.lockstep.memory.Records;

/** Times of expiry of fields as they stand in files. */
final class StoredFieldTime {
  /** Redis refuses a later one ({@code EB_EXPIRE_TIME_MAX}). */
  private static final long LATEST_MS = (1L << 48) - 1;

  /** What stands for a field without a time. */
  static final long NONE = 0;

  private StoredFieldTime() {}

  /** A time as it is, for a field of a value that began at byte {@code at}. */
  static long absolute(long stored, long at) throws CorruptRdbException {
    if (stored == NONE) {
      return Records.NO_EXPIRY;
    }
    if (stored < 0 || stored > LATEST_MS) {
      throw new CorruptRdbException(at, "a field that expires at " + stored);
    }
    return stored;
  }

  /** A time that counts from the soonest one, which is itself 1. */
  static long relative(long stored, long soonestMs, long at) throws CorruptRdbException {
    return stored == NONE || stored > LATEST_MS
        ? absolute(stored, at)
        : absolute(soonestMs + stored - 1, at);
  }

  /** Any number is a time of Valkey's, but one; what is past, or never comes, is so for us too. */
  static long ofValkey(long stored) {
    return stored == Records.NO_EXPIRY ? stored : Math.clamp(stored, 1, LATEST_MS);
  }

  /** The other way round. */
  static long toRelative(long expireAtMs, long soonestMs) {
    return expireAtMs == Records.NO_EXPIRY ? NONE : expireAtMs - soonestMs + 1;
  }

  /** The soonest time of a hash, 0 if no field has one. */
  static long soonest(long stored, long at) throws CorruptRdbException {
    return stored == NONE ? NONE : absolute(stored, at);
  }
}
