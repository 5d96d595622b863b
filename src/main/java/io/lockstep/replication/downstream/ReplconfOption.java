package io.lockstep.replication.downstream;

/** One pair of REPLCONF, as a replica says it before PSYNC. */
public sealed interface ReplconfOption {

  record ListeningPort(int port) implements ReplconfOption {}

  /** The address under which others reach the replica; empty takes an earlier one back. */
  record Address(String address) implements ReplconfOption {}

  /** A word after {@code capa}; unknown ones are ignored. */
  record Capability(String word) implements ReplconfOption {}

  record Version(String version) implements ReplconfOption {}

  /** The replica wants the snapshot and no stream. */
  record RdbOnly(boolean isOn) implements ReplconfOption {}

  /** The replica wants no more than a part of the snapshot. */
  record RdbFilter(PayloadFilter filter) implements ReplconfOption {}
}
