package io.lockstep.replication.downstream;

/**
 * The newest form of a snapshot that a replica is known to read, by the version that it announces.
 * Valkey does so since 8.0, and nobody else.
 */
public enum ReadableRdb {
  /** It announced nothing: it may be as old as any, or newer than we are. */
  UNKNOWN,
  VERSION_9,
  VERSION_10,
  VERSION_11,
  /** Version 80 of Valkey's dialect, and 11. */
  VALKEY_80;

  private static final int VALKEY_9 = 9_000;
  private static final int VALKEY_7_2 = 7_002;
  private static final int VALKEY_7 = 7_000;
  private static final String VERSION = "\\d{1,3}\\.\\d{1,3}(\\.\\d{1,9})?";

  /** Of a server of a version such as {@code 8.1.0}; anything else is as if nothing was said. */
  static ReadableRdb of(String version) {
    if (!version.matches(VERSION)) {
      return UNKNOWN;
    }
    String[] numbers = version.split("\\.", -1);
    int number = Integer.parseInt(numbers[0]) * 1_000 + Integer.parseInt(numbers[1]);
    if (number >= VALKEY_9) {
      return VALKEY_80;
    }
    return number >= VALKEY_7_2 ? VERSION_11 : number >= VALKEY_7 ? VERSION_10 : VERSION_9;
  }
}
