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

  /** A snapshot in the order of the master's hashes, with their seed: the replica adopts both. */
  public static final String HASH_ORDER = "lockstep-hash-order";

  private Capability() {}
}
