package io.lockstep.engine.saving;

import io.lockstep.keyspace.Keyspace;

/** What a save costs in memory: blocks that its snapshot keeps from being given back. */
final class CopiedMemory {

  private long before;
  private long bytes;
  private long peakBytes;
  private long lastBytes;

  /** A snapshot was opened. */
  void begin(Keyspace keyspace) {
    before = keyspace.bytesRetired();
    peakBytes = 0;
  }

  /** Measures. */
  void look(Keyspace keyspace) {
    bytes = Math.max(0, keyspace.bytesRetired() - before);
    peakBytes = Math.max(peakBytes, bytes);
  }

  /** The snapshot is closed, or will be soon. */
  void end(Keyspace keyspace) {
    look(keyspace);
    lastBytes = Math.max(peakBytes, bytes);
    bytes = 0;
  }

  long bytes() {
    return bytes;
  }

  long peakBytes() {
    return peakBytes;
  }

  long lastBytes() {
    return lastBytes;
  }
}
