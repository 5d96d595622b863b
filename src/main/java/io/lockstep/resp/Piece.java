package io.lockstep.resp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/** A part of a long reply, outside the heap; whoever sends it frees it then. */
public final class Piece implements ReplySection {

  static final int CAPACITY = 64 << 10;

  private final PieceStore store;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment segment = arena.allocate(CAPACITY);
  private int start; // of its bytes among those of the reply
  private int length; // 0 <= length <= CAPACITY

  Piece(PieceStore store) {
    this.store = store;
  }

  Piece beginAt(int position) {
    start = position;
    length = 0;
    return this;
  }

  int room() {
    return CAPACITY - length;
  }

  void put(MemorySegment source, long offset, int count) {
    MemorySegment.copy(
        source, ValueLayout.JAVA_BYTE, offset, segment, ValueLayout.JAVA_BYTE, length, count);
    length += count;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public void cutAt(int position) {
    length = Math.min(length, position - start);
  }

  /** What it holds, as long as it is not freed. */
  @Override
  public ByteBuffer bytes() {
    return segment.asSlice(0, length).asByteBuffer();
  }

  /** Gives its memory back. */
  @Override
  public void free() {
    store.giveBack(this);
  }

  void release() {
    arena.close();
  }
}
