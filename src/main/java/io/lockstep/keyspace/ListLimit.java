package io.lockstep.keyspace;

import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;

/**
 * How much a packed block of a list may hold, after {@code list-max-listpack-size} (Redis, {@code
 * quicklistNodeExceedsLimit} and its neighbours). Sizes are those of Redis' listpacks, so that
 * lists change their encoding when Redis' do; the record of a block keeps within the limit, too,
 * because the size class behind it would be half empty.
 */
final class ListLimit {
  private static final int[] BYTES = {4 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10};
  private static final int COUNTED_BYTES = 8 << 10; // when elements are counted

  /** A listpack has a header of 6 bytes and an end of 1, a {@link PackedList} the count only. */
  private static final int LISTPACK_FRAME_BYTES = 7 - PackedList.EMPTY_BYTES;

  /** What Redis takes for an element's own frame, in a block that it would go into. */
  private static final int ELEMENT_FRAME_BYTES = 8;

  private final RecordStore store;

  ListLimit(RecordStore store) {
    this.store = store;
  }

  private long limit() {
    return store.limits().listMaxListpackSize;
  }

  int maxBytes() {
    long size = limit();
    return size >= 0 ? COUNTED_BYTES : BYTES[(int) Math.min(-(size + 1), BYTES.length - 1)];
  }

  private long maxCount() {
    long size = limit();
    return size < 0 ? Integer.MAX_VALUE : Math.max(1, size);
  }

  /** Whether a list of so many bytes and elements is too much for one block. */
  boolean isExceededBy(long bytes, long count) {
    return bytes + LISTPACK_FRAME_BYTES > maxBytes() || count > maxCount();
  }

  /** Whether an element has a block of its own. */
  boolean isExceededBy(int length) {
    return length > maxBytes();
  }

  /** Whether an element of some length, that takes some bytes, may go into a block. */
  boolean admits(PackedList block, int length, int bytes) {
    return !isExceededBy(block.end() + (long) length + ELEMENT_FRAME_BYTES, block.count() + 1L)
        && fitsClass(block.end() + bytes);
  }

  /** As much of a value's length as the record of a block may have, but at least so much. */
  int mostOf(int valueLength, int least) {
    int most = maxBytes() - (int) Records.bytes(0, 0, false);
    return Math.max(least, Math.min(most, valueLength));
  }

  /** Whether an element of some length may follow others in one block. */
  boolean admits(PackedRun elements, int length) {
    long bytes = (long) PackedList.EMPTY_BYTES + elements.length() + length + ELEMENT_FRAME_BYTES;
    return !isExceededBy(bytes, elements.count() + 1L);
  }

  /** Whether the record of a block with a value of so many bytes is not too big. */
  boolean fitsClass(int valueLength) {
    return Records.bytes(0, valueLength, false) <= maxBytes();
  }

  /** Whether the only block of a list may be packed into the list's record. */
  boolean isKeptBy(PackedList block, boolean isShrinking) {
    int divisor = isShrinking ? 2 : 1; // not to and fro at each push and pop
    boolean isSmall = limit() >= 0 || block.end() + LISTPACK_FRAME_BYTES <= maxBytes() / divisor;
    return isSmall && block.count() <= maxCount() / divisor;
  }
}
