package io.lockstep.replication.downstream;

/** What of a snapshot a replica wants ({@code REPLCONF rdb-filter-only}). */
public enum PayloadFilter {
  EVERYTHING,
  /** No keys. */
  FUNCTIONS,
  /** Neither keys nor functions. */
  NOTHING;

  public boolean hasKeys() {
    return this == EVERYTHING;
  }
}
