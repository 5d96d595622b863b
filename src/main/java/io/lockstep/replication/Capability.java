package io.lockstep.replication;

/**
 * Words that a replica says after {@code REPLCONF capa}. A master ignores those it does not know,
 * so a word of our own does no harm to any other.
 */
public final class Capability {

  /** Payloads that end with a marker. */
  public static final String EOF = "eof";

  /** Another identifier in the answer to PSYNC. */
  public static final String PSYNC2 = "psync2";

  /**
   * Lockstep's own form of a snapshot: in the order of the master's hashes, with their seed, which
   * the replica adopts; its checksum is the one that processors compute.
   */
  public static final String LOCKSTEP_SNAPSHOT = "lockstep-snapshot";

  private Capability() {}
}
