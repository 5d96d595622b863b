package io.lockstep.replication.downstream;

import io.lockstep.replication.Capability;

/**
 * What a replica has said about itself.
 *
 * @param listeningPort its own port, or 0
 * @param address where others reach it, or empty for the address of its connection
 * @param canEof understands payloads that end with a marker
 * @param canPsync2 understands another identifier in CONTINUE
 * @param takesLockstepSnapshot is a Lockstep node, which reads Lockstep's own form of a snapshot
 * @param isRdbOnly wants no stream
 * @param filter what of a snapshot it wants
 * @param version its version, or empty
 */
public record ReplicaProfile(
    int listeningPort,
    String address,
    boolean canEof,
    boolean canPsync2,
    boolean takesLockstepSnapshot,
    boolean isRdbOnly,
    PayloadFilter filter,
    String version) {
  public static final ReplicaProfile UNKNOWN =
      new ReplicaProfile(0, "", false, false, false, false, PayloadFilter.EVERYTHING, "");

  public ReplicaProfile with(ReplconfOption option) {
    return switch (option) {
      case ReplconfOption.ListeningPort(int port) -> reachableAt(port, address);
      case ReplconfOption.Address(String announced) -> reachableAt(listeningPort, announced);
      case ReplconfOption.Capability(String word) -> withCapability(word);
      case ReplconfOption.Version(String said) -> wanting(isRdbOnly, filter, said);
      case ReplconfOption.RdbOnly(boolean isOn) -> wanting(isOn, filter, version);
      case ReplconfOption.RdbFilter(PayloadFilter wanted) -> wanting(isRdbOnly, wanted, version);
    };
  }

  private ReplicaProfile reachableAt(int port, String announced) {
    return new ReplicaProfile(
        port, announced, canEof, canPsync2, takesLockstepSnapshot, isRdbOnly, filter, version);
  }

  private ReplicaProfile wanting(boolean rdbOnly, PayloadFilter wanted, String said) {
    return new ReplicaProfile(
        listeningPort, address, canEof, canPsync2, takesLockstepSnapshot, rdbOnly, wanted, said);
  }

  private ReplicaProfile withCapability(String word) {
    boolean eof = canEof || word.equalsIgnoreCase(Capability.EOF);
    boolean psync2 = canPsync2 || word.equalsIgnoreCase(Capability.PSYNC2);
    boolean ownForm = takesLockstepSnapshot || word.equalsIgnoreCase(Capability.LOCKSTEP_SNAPSHOT);
    return new ReplicaProfile(
        listeningPort, address, eof, psync2, ownForm, isRdbOnly, filter, version);
  }

  /** Whether it wants a part only, which is never on disk, and cannot take it without a marker. */
  public boolean lacksMarkerForFilter() {
    return filter != PayloadFilter.EVERYTHING && !canEof;
  }

  /** The newest form of a snapshot that it is known to read. */
  public ReadableRdb readableRdb() {
    return ReadableRdb.of(version);
  }

  /** Whether one snapshot serves both. */
  boolean sharesSnapshotWith(ReplicaProfile other) {
    return canEof == other.canEof
        && canPsync2 == other.canPsync2
        && takesLockstepSnapshot == other.takesLockstepSnapshot
        && filter == other.filter
        && readableRdb() == other.readableRdb();
  }
}
