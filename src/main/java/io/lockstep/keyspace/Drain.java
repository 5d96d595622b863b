package io.lockstep.keyspace;

/** The giving up of what a collection keeps outside of its record. */
@FunctionalInterface
interface Drain {
  /** Discards about so many blocks; returns whether more are left. */
  boolean go(int budget);
}
