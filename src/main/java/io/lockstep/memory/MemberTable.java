package io.lockstep.memory;

import java.lang.foreign.MemorySegment;

/**
 * The table of one big collection's members. It is a view: its state, a root of {@link #ROOT_BYTES}
 * bytes, lives in the collection's record, is loaded from there and stored back after changes. One
 * view serves many tables, one after the other.
 */
public final class MemberTable extends SlotTable {
  /** Size of a root. */
  public static final int ROOT_BYTES = 32;

  /*
   *  0 long size
   *  8 int  bytes of the segments, in units of 128
   * 12 byte log
   * 16      root of the directory
   */
  private static final int SEGMENT_BYTES = 8;
  private static final int LOG = 12;
  private static final int DIRECTORY = 16;
  private static final int SMALLEST_SEGMENT_LOG = 7;

  private final SlabDirectory directory;

  public MemberTable(Epoch epoch, Records records) {
    this(epoch, records, new SlabDirectory(epoch));
  }

  private MemberTable(Epoch epoch, Records records, SlabDirectory directory) {
    super(epoch, records, true, directory);
    this.directory = directory;
  }

  /** Becomes the table whose root is here; 32 zeros are the root of an empty one. */
  public void load(MemorySegment memory, long root) {
    long segmentBytes = (memory.get(Pages.INT, root + SEGMENT_BYTES) & 0xFFFF_FFFFL);
    state(
        memory.get(Pages.LONG, root),
        segmentBytes << SMALLEST_SEGMENT_LOG,
        memory.get(Pages.BYTE, root + LOG));
    directory.load(memory, root + DIRECTORY);
  }

  /** Keeps the table's state. */
  public void store(MemorySegment memory, long root) {
    memory.set(Pages.LONG, root, size());
    memory.set(Pages.INT, root + SEGMENT_BYTES, (int) (super.bytes() >>> SMALLEST_SEGMENT_LOG));
    memory.set(Pages.BYTE, root + LOG, (byte) log());
    directory.store(memory, root + DIRECTORY);
  }

  /** Bytes of the table without its records. */
  @Override
  public long bytes() {
    return super.bytes() + directory.bytes();
  }

  /** As for any table; the last call gives the directory up as well. */
  @Override
  public boolean drain(int budget, RecordVisitor taker) {
    boolean hasMore = super.drain(budget, taker);
    if (!hasMore) {
      directory.discard();
    }
    return hasMore;
  }

  /** Size of the table whose root is here. */
  public static long size(MemorySegment memory, long root) {
    return memory.get(Pages.LONG, root);
  }

  /** The table of a frozen root, for a reader on another thread. */
  public static FrozenTable frozen(Pages frozenPages, MemorySegment memory, long root) {
    HeapDirectory segments = SlabDirectory.frozen(frozenPages, memory, root + DIRECTORY);
    int log = memory.get(Pages.BYTE, root + LOG);
    return new FrozenTable(new SlotWalk(frozenPages, segments, log), size(memory, root));
  }
}
