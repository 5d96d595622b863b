package io.lockstep.rdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself before its data.
 *
 * @param serverVersion a version of Redis, such as {@code 7.2.6}
 * @param nowMs the time of the snapshot; idle times are counted up to it
 * @param usedMemoryBytes as INFO memory reports it
 * @param replication absent on a node without a replication history
 * @param isAofBase whether an append-only file continues this one
 * @param functions the source of each function library
 */
public record RdbHeader(
    String serverVersion,
    long nowMs,
    long usedMemoryBytes,
    @Nullable ReplicationPoint replication,
    boolean isAofBase,
    List<byte[]> functions) {

  /** A header without history and functions. */
  public static RdbHeader of(String serverVersion, long nowMs) {
    return new RdbHeader(serverVersion, nowMs, 0, null, false, List.of());
  }

  public RdbHeader withReplication(ReplicationPoint point) {
    return new RdbHeader(serverVersion, nowMs, usedMemoryBytes, point, isAofBase, functions);
  }

  public RdbHeader withFunctions(List<byte[]> libraries) {
    return new RdbHeader(serverVersion, nowMs, usedMemoryBytes, replication, isAofBase, libraries);
  }
}
