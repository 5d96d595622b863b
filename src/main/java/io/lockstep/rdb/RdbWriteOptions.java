package io.lockstep.rdb;

/**
 * How a file is written.
 *
 * @param version the newest that every reader of the file knows
 * @param isCompressed rdbcompression
 * @param isChecksummed rdbchecksum
 * @param hasKeys whether there is more than the header
 * @param namesSeed whether it names the hash seed, by which Lockstep loads it faster
 * @param isForLockstep whether only Lockstep reads it: the checksum is a faster one then, see
 *     {@link RdbChecksum}
 * @param access what to say about the use of keys
 * @param lfuDecayMinutes lfu-decay-time
 * @param progressEveryKeys keys between two calls of the progress listener
 */
public record RdbWriteOptions(
    RdbVersion version,
    boolean isCompressed,
    boolean isChecksummed,
    boolean hasKeys,
    boolean namesSeed,
    boolean isForLockstep,
    RdbAccess access,
    int lfuDecayMinutes,
    int progressEveryKeys) {

  private static final int USUAL_PROGRESS_KEYS = 4096;

  /** What every Redis since 5.0 reads, under Redis' default configuration. */
  public static RdbWriteOptions usual() {
    return new RdbWriteOptions(
        RdbVersion.V9, true, true, true, false, false, RdbAccess.NONE, 1, USUAL_PROGRESS_KEYS);
  }

  public RdbWriteOptions withVersion(RdbVersion newVersion) {
    return new RdbWriteOptions(
        newVersion,
        isCompressed,
        isChecksummed,
        hasKeys,
        namesSeed,
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
        namesSeed,
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
        namesSeed,
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
        namesSeed,
        isForLockstep,
        access,
        lfuDecayMinutes,
        progressEveryKeys);
  }

  public RdbWriteOptions withSeed(boolean wanted) {
    return new RdbWriteOptions(
        version,
        isCompressed,
        isChecksummed,
        hasKeys,
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
        wanted || namesSeed,
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
        namesSeed,
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
        namesSeed,
        isForLockstep,
        access,
        lfuDecayMinutes,
        keys);
  }
}
