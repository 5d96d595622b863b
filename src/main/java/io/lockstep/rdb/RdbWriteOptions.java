package io.lockstep.rdb;

/**
 * How a file is written.
 *
 * @param version the newest that every reader of the file knows
 * @param isCompressed rdbcompression
 * @param isChecksummed rdbchecksum
 * @param hasKeys whether there is more than the header
 * @param isForLockstep whether only Lockstep reads it: it names the hash seed, and the checksum is
 *     a faster one, see {@link RdbChecksum}
 * @param access what to say about the use of keys
 * @param lfuDecayMinutes lfu-decay-time
 * @param progressEveryKeys keys between two calls of the progress listener
 */
public record RdbWriteOptions(
    RdbVersion version,
    boolean isCompressed,
    boolean isChecksummed,
    boolean hasKeys,
    boolean isForLockstep,
    RdbAccess access,
    int lfuDecayMinutes,
    int progressEveryKeys) {

  private static final int USUAL_PROGRESS_KEYS = 4096;

  /** What every Redis since 5.0 reads, under Redis' default configuration. */
  public static RdbWriteOptions usual() {
    return new RdbWriteOptions(
        RdbVersion.V9, true, true, true, false, RdbAccess.NONE, 1, USUAL_PROGRESS_KEYS);
  }

  public RdbWriteOptions withVersion(RdbVersion newVersion) {
    return new RdbWriteOptions(
        newVersion,
        isCompressed,
        isChecksummed,
        hasKeys,
        isForLockstep,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withCompression(boolean wanted) {
    return new RdbWriteOptions(
        version,
        wanted,
        isChecksummed,
        hasKeys,
        isForLockstep,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withChecksum(boolean wanted) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        wanted,
        hasKeys,
        isForLockstep,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withKeys(boolean wanted) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        isChecksummed,
        wanted,
        isForLockstep,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions forLockstep(boolean wanted) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        isChecksummed,
        hasKeys,
        wanted,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withAccess(RdbAccess wanted, int decayMinutes) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        isChecksummed,
        hasKeys,
        isForLockstep,
        wanted,
        decayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withProgressEvery(int keys) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        isChecksummed,
        hasKeys,
        isForLockstep,
        access,
        lfuDecayMinutes,
        keys);
  }
}
