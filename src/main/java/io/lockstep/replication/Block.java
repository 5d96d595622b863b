package io.lockstep.replication;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A run of consecutive bytes of the log outside the heap; written once from front to back. */
final class Block {
  private final ByteBuffer bytes;
  private final int capacity;

  long startOffset; // number of the first byte; next.startOffset == startOffset + length
  int length; // 0 <= length <= capacity
  int pins; // cursors whose next byte is here; >= 0
  @Nullable Block next;

  Block(int capacity) {
    this.bytes = ByteBuffer.allocateDirect(capacity);
    this.capacity = capacity;
  }

  Block startAt(long offset) {
    startOffset = offset;
    length = 0;
    pins = 0;
    next = null;
    return this;
  }

  int capacity() {
    return capacity;
  }

  int room() {
    return capacity - length;
  }

  /** The offset of the byte that follows this block's last one. */
  long endOffset() {
    return startOffset + length;
  }

  void append(byte[] source, int start, int count) {
    bytes.put(length, source, start, count);
    length += count;
  }

  ByteBuffer view(int from, int count) {
    return bytes.slice(from, count).asReadOnlyBuffer();
  }

  void copy(int from, byte[] target, int start, int count) {
    bytes.get(from, target, start, count);
  }
}
