package io.lockstep.rdb;

import io.lockstep.keyspace.Keyspace;
import java.util.OptionalLong;

/**
 * Opens the keyspace that a file is loaded into, with an access clock that follows the eviction
 * policy.
 */
@FunctionalInterface
public interface KeyspaceFactory {
  /** The seed is there when the file names the one of its origin; its keys are then in order. */
  Keyspace open(OptionalLong hashSeed);
}
