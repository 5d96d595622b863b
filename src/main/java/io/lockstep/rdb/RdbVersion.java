package io.lockstep.rdb;

/** The versions that a file can be written in; each is read by the servers named and all newer. */
public enum RdbVersion {
  /** Redis 5.0 and newer, every Valkey. */
  V9(9),
  /** Redis 7.0 and newer; the first whose readers know functions. */
  V10(10),
  /** Redis 7.2 and newer. */
  V11(11),
  /** Redis 7.4 and newer; the first whose readers know when fields of hashes run out. */
  V12(12);

  static final int OLDEST_READ = 1;
  static final int NEWEST_READ = 12;

  /** From this version on a file ends with a checksum. */
  static final int FIRST_WITH_CHECKSUM = 5;

  private final int number;

  RdbVersion(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  boolean hasListpacks() {
    return number >= V10.number;
  }

  boolean hasPackedSets() {
    return number >= V11.number;
  }

  /** Older readers stumble over a function; a newer number lets them refuse the file by name. */
  RdbVersion forFunctions(boolean hasFunctions) {
    return hasFunctions && this == V9 ? V10 : this;
  }

  /** The same for times of expiry of fields, which are not to be lost without a word. */
  RdbVersion forFieldTimes(boolean hasFieldTimes) {
    return hasFieldTimes ? V12 : this;
  }
}
