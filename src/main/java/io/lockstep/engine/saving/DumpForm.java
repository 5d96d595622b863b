package io.lockstep.engine.saving;

import static io.lockstep.command.parameter.DataParameters.LFU_DECAY_TIME;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.OwnParameters.RDB_VERSION;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCHECKSUM;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCOMPRESSION;

import io.lockstep.command.Node;
import io.lockstep.command.info.RedisVersion;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.rdb.RdbAccess;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbVersion;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.ReplicationPoint;
import io.lockstep.replication.ReplicationLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a node writes its data down, and what it says of itself before. */
public final class DumpForm {

  private final Node node;

  public DumpForm(Node node) {
    this.node = node;
  }

  /**
   * The head of a file of this moment.
   *
   * @param isAhead whether something was done that the log does not have yet: then the data is no
   *     state of the history, and whoever went on from there would be wrong
   */
  RdbHeader header(boolean isAhead) {
    boolean isState = !isAhead && !node.propagation().isBehind();
    return header(isState && node.replication().log().hasBacklog() ? point() : null);
  }

  /** The head of a snapshot for a replica. */
  public RdbHeader headerForReplica() {
    return header(point());
  }

  private RdbHeader header(@Nullable ReplicationPoint point) {
    return new RdbHeader(
        RedisVersion.TEXT, node.nowMs(), node.keyspace().bytesInUse(), point, false, List.of());
  }

  /** Without a backlog the offset says nothing about the data (Redis, rdbPopulateSaveInfo). */
  private ReplicationPoint point() {
    ReplicationLog log = node.replication().log();
    int selected = Math.max(0, node.replication().streamDatabase());
    return new ReplicationPoint(selected, log.replid(), log.offset());
  }

  /** How a file is written. */
  RdbWriteOptions options() {
    return withAccess(RdbWriteOptions.usual())
        .withVersion(version())
        .withSeed(true)
        .withCompression(node.parameters().get(RDBCOMPRESSION))
        .withChecksum(node.parameters().get(RDBCHECKSUM));
  }

  /** A file is read by who asks for it, and nothing is known of them. */
  private RdbVersion version() {
    return askedVersion(node.parameters()).orElse(RdbVersion.V11);
  }

  /** What {@code rdb-version} asks for, if it leaves no choice. */
  public static Optional<RdbVersion> askedVersion(Parameters parameters) {
    String version = parameters.get(RDB_VERSION);
    return version.equals("auto")
        ? Optional.empty()
        : Optional.of(RdbVersion.of(Integer.parseInt(version)));
  }

  /** The same, with as much about the use of keys as eviction goes by. */
  public RdbWriteOptions withAccess(RdbWriteOptions options) {
    return options.withAccess(access(), Math.toIntExact(node.parameters().get(LFU_DECAY_TIME)));
  }

  private RdbAccess access() {
    String policy = node.parameters().get(MAXMEMORY_POLICY);
    if (policy.endsWith("-lru")) {
      return RdbAccess.IDLE;
    }
    return policy.endsWith("-lfu") ? RdbAccess.FREQUENCY : RdbAccess.NONE;
  }
}
