package io.lockstep.rdb;

/** The versions that a file can be written in; each is read by the servers named and all newer. */
public enum RdbVersion {
  /** Redis 2.4; times of expiry are whole seconds, until 2038. */
  V2(2),
  /** Redis 2.6, as V4 to V6: it was numbered anew with each form that came. */
  V3(3),
  V4(4),
  V5(5),
  V6(6),
  /** Redis 3.2. */
  V7(7),
  /** Redis 4.0. */
  V8(8),
  /** Redis 5.0 and newer, every Valkey. */
  V9(9),
  /** Redis 7.0 and newer; the first whose readers know functions. */
  V10(10),
  /** Redis 7.2 and newer. */
  V11(11),
  /** Redis 7.4 and newer; the first whose readers know when fields of hashes run out. */
  V12(12),
  /**
   * Valkey 9.0 and newer: what is new in it since Valkey 8 is the same as in 12, in its own way.
   */
  VALKEY_80(80);

  /** From this version on a file ends with a checksum. */
  static final int FIRST_WITH_CHECKSUM = 5;

  private final int number;

  RdbVersion(int number) {
    this.number = number;
  }

  /** The version of this number, of those that there are. */
  public static RdbVersion of(int number) {
    return values()[number - V2.number];
  }

  public int number() {
    return number;
  }

  // ---- what its readers know

  boolean hasMilliseconds() {
    return number >= V3.number;
  }

  boolean hasHashZiplists() {
    return number >= V4.number;
  }

  boolean hasChecksum() {
    return number >= FIRST_WITH_CHECKSUM;
  }

  /** In ziplists: those of 8 and 24 bits, and those below 13. */
  boolean hasShortNumbers() {
    return number >= V6.number;
  }

  /** Also fields about the file, and the sizes of databases. */
  boolean hasQuicklists() {
    return number >= V7.number;
  }

  boolean hasBinaryScores() {
    return number >= V8.number;
  }

  /** Also what is told of the use of keys. */
  boolean hasStreams() {
    return number >= V9.number;
  }

  /** Also functions. */
  boolean hasListpacks() {
    return number >= V10.number;
  }

  boolean hasPackedSets() {
    return number >= V11.number;
  }

  boolean hasFieldTimes() {
    return number >= V12.number;
  }

  boolean isValkey() {
    return this == VALKEY_80;
  }

  /** Older readers stumble over a function; a newer number lets them refuse the file by name. */
  RdbVersion forFunctions(boolean hasFunctions) {
    return hasFunctions && !hasListpacks() ? V10 : this;
  }

  /** The same for times of expiry of fields, which are not to be lost without a word. */
  RdbVersion forFieldTimes(boolean hasFieldTimes) {
    return hasFieldTimes && !hasFieldTimes() ? V12 : this;
  }
}
