package io.lockstep.rdb;

/**
 * Whose format a file is of. Since Redis 7.4 and Valkey 9.0 the two give new types and opcodes the
 * same numbers, and tell their files apart by the version: Valkey's begin at 80.
 */
enum RdbDialect {
  REDIS("REDIS", 4, 1, 13),
  VALKEY("VALKEY", 3, 80, 81);

  private final String magic;
  private final int digits;
  private final int oldestRead;
  private final int newestRead;

  RdbDialect(String magic, int digits, int oldestRead, int newestRead) {
    this.magic = magic;
    this.digits = digits;
    this.oldestRead = oldestRead;
    this.newestRead = newestRead;
  }

  /** The one that has such a version. */
  static RdbDialect of(int version) {
    return version < VALKEY.oldestRead ? REDIS : VALKEY;
  }

  /** What a file begins with. */
  String magic() {
    return magic;
  }

  /** How many digits of the version follow that. */
  int digits() {
    return digits;
  }

  boolean reads(int version) {
    return version >= oldestRead && version <= newestRead;
  }

  /** The versions that are read, for messages. */
  String known() {
    return oldestRead + " to " + newestRead;
  }
}
