package io.lockstep.rdb;

/**
 * How a file is read.
 *
 * @param nowMs the time that decides whether a key has expired, and that idle times end at
 * @param dropsExpired true on a master; a replica keeps such keys until its master deletes them
 * @param isVerified false leaves the checksum unread, as rdbchecksum no does
 * @param maxStringBytes the longest key or value
 * @param maxExpectedKeys how far the file's own word on its size is trusted when making room
 * @param progressEveryKeys keys between two calls of the progress listener
 */
public record RdbReadOptions(
    long nowMs,
    boolean dropsExpired,
    boolean isVerified,
    long maxStringBytes,
    long maxExpectedKeys,
    int progressEveryKeys) {

  private static final long USUAL_STRING_BYTES = 512L << 20;
  private static final long USUAL_EXPECTED_KEYS = 4L << 20;
  private static final int USUAL_PROGRESS_KEYS = 4096;

  /** An array of bytes has room for no more. */
  private static final long MOST_STRING_BYTES = Integer.MAX_VALUE - 64;

  public RdbReadOptions {
    maxStringBytes = Math.min(maxStringBytes, MOST_STRING_BYTES);
  }

  /** A master's way: what has expired is left out. */
  public static RdbReadOptions forMaster(long nowMs) {
    return new RdbReadOptions(
        nowMs, true, true, USUAL_STRING_BYTES, USUAL_EXPECTED_KEYS, USUAL_PROGRESS_KEYS);
  }

  /** A replica's way: every key is loaded. */
  public static RdbReadOptions forReplica(long nowMs) {
    return new RdbReadOptions(
        nowMs, false, true, USUAL_STRING_BYTES, USUAL_EXPECTED_KEYS, USUAL_PROGRESS_KEYS);
  }

  public RdbReadOptions withVerification(boolean wanted) {
    return new RdbReadOptions(
        nowMs, dropsExpired, wanted, maxStringBytes, maxExpectedKeys, progressEveryKeys);
  }

  public RdbReadOptions withProgressEvery(int keys) {
    return new RdbReadOptions(
        nowMs, dropsExpired, isVerified, maxStringBytes, maxExpectedKeys, keys);
  }

  public RdbReadOptions withLimits(long stringBytes, long expectedKeys) {
    return new RdbReadOptions(
        nowMs, dropsExpired, isVerified, stringBytes, expectedKeys, progressEveryKeys);
  }
}
