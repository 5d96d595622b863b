package io.lockstep.rdb;

/** What a file says about the use of a key, for the eviction policy that it is made for. */
public enum RdbAccess {
  /** Nothing. */
  NONE,
  /** The seconds since the last access, for the LRU policies. */
  IDLE,
  /** The logarithmic counter of accesses, for the LFU policies. */
  FREQUENCY
}
