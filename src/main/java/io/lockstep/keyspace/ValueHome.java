package io.lockstep.keyspace;

/** Whatever leads to a record, and so must learn when the record moves. */
interface ValueHome {
  /**
   * Gives the value another length, or the same one, and makes the record free to be changed in
   * place until the next snapshot. Returns the record's address from now on.
   */
  int resizeValue(int record, int newLength);

  /** The time at which the first field of a hash runs out is another one, or none, now. */
  default void soonestChanged(int record, long beforeMs, long afterMs) {}
}
