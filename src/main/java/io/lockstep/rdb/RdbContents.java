package io.lockstep.rdb;

import io.lockstep.keyspace.Keyspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that was read to its end and found whole.
 *
 * @param keyspace the caller's from now on, to close as well
 * @param version the number after the magic
 * @param aux the auxiliary fields in the order of the file
 * @param functions the source of each function library, as written
 * @param lastDatabase the database selected last
 * @param counts one entry for each database that had keys
 * @param bytes the length of the file, its checksum included
 * @param isVerified whether there was a checksum, and it was compared
 * @param rest what the source had given beyond the end; the next byte of the source follows it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record RdbContents(
    Keyspace keyspace,
    int version,
    Map<String, String> aux,
    List<byte[]> functions,
    int lastDatabase,
    List<DatabaseCount> counts,
    long bytes,
    boolean isVerified,
    byte[] rest) {

  public long keysLoaded() {
    return counts.stream().mapToLong(DatabaseCount::loaded).sum();
  }

  public long keysExpired() {
    return counts.stream().mapToLong(DatabaseCount::expired).sum();
  }

  /** Where in a replication history the file belongs, when it says so. */
  public Optional<ReplicationPoint> replication() {
    String replid = aux.get(AuxField.REPLID);
    String offset = aux.get(AuxField.OFFSET);
    if (replid == null || offset == null) {
      return Optional.empty();
    }
    try {
      int database = Integer.parseInt(aux.getOrDefault(AuxField.STREAM_DATABASE, "0"));
      return Optional.of(new ReplicationPoint(database, replid, Long.parseLong(offset)));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
