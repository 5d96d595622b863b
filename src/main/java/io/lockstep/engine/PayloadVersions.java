package io.lockstep.engine;

import io.lockstep.command.CommandException;
import io.lockstep.command.Node;
import io.lockstep.engine.saving.DumpForm;
import io.lockstep.rdb.RdbVersion;
import io.lockstep.replication.downstream.ReadableRdb;
import io.lockstep.replication.downstream.ReplicaProfile;
import java.util.Optional;

/**
 * Chooses the version that data is written in: the newest that its readers are known to read, and
 * none that would lose a part of it.
 */
public final class PayloadVersions {

  private final Node node;

  PayloadVersions(Node node) {
    this.node = node;
  }

  /** That of a snapshot of this moment for replicas like this one, which was not refused. */
  RdbVersion of(ReplicaProfile replica) {
    if (getsTimes(replica)) {
      return replica.readableRdb() == ReadableRdb.VALKEY_80 ? RdbVersion.VALKEY_80 : RdbVersion.V12;
    }
    if (replica.takesLockstepSnapshot()) {
      return RdbVersion.V11;
    }
    Optional<RdbVersion> asked = DumpForm.askedVersion(node.parameters());
    return switch (replica.readableRdb()) {
      case UNKNOWN, VERSION_9 -> replicaOf9(replica, asked);
      case VERSION_10 -> lower(RdbVersion.V10, asked);
      case VERSION_11, VALKEY_80 -> lower(RdbVersion.V11, asked);
    };
  }

  /** Whose version nobody knows may be as old as 9, unless the operator knows better. */
  private static RdbVersion replicaOf9(ReplicaProfile replica, Optional<RdbVersion> asked) {
    return replica.readableRdb() == ReadableRdb.UNKNOWN
        ? asked.orElse(RdbVersion.V9)
        : RdbVersion.V9;
  }

  private static RdbVersion lower(RdbVersion known, Optional<RdbVersion> asked) {
    return asked.filter(version -> version.number() < known.number()).orElse(known);
  }

  private boolean getsTimes(ReplicaProfile replica) {
    return replica.filter().hasKeys() && node.keyspace().hasFieldTimes();
  }

  /**
   * Refuses a replica before it drops its own data, when it is known that it cannot hold ours.
   *
   * @throws CommandException with the reason
   */
  void requireReadable(ReplicaProfile replica) {
    refusal(replica).ifPresent(PayloadVersions::refuse);
  }

  private static void refuse(String reason) {
    throw new CommandException(reason);
  }

  /** The error for a replica that cannot hold the data, if so it is. */
  Optional<String> refusal(ReplicaProfile replica) {
    if (replica.takesLockstepSnapshot() || !getsTimes(replica)) {
      return Optional.empty();
    }
    return DumpForm.askedVersion(node.parameters())
        .map(version -> lost(version.number(), "rdb-version asks for it"))
        .or(() -> beyond(replica));
  }

  private static Optional<String> beyond(ReplicaProfile replica) {
    return switch (replica.readableRdb()) {
      case UNKNOWN, VALKEY_80 -> Optional.empty();
      case VERSION_9, VERSION_10, VERSION_11 ->
          Optional.of(lost(11, "version " + replica.version() + " reads no newer one"));
    };
  }

  private static String lost(int version, String why) {
    return "ERR Hash fields have times of expiry, which RDB version %d cannot hold: %s"
        .formatted(version, why);
  }
}
