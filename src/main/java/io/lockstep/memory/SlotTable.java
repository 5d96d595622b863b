package io.lockstep.memory;

import java.util.random.RandomGenerator;

/**
 * An extendible hash table of records, found by a hash and a key. Its slots live in the slab; it
 * grows and shrinks one segment at a time, and an empty one costs nothing.
 *
 * <p>Up to one full segment there is a single one, of 16, 64, 256 or 1024 slots. From there on a
 * full segment is split in two, and two siblings that are nearly empty become one again. A segment
 * that an open snapshot may see is copied before it changes.
 */
public sealed class SlotTable permits MemberTable {
  /** What a table takes as soon as it holds anything. */
  public static final long LEAST_BYTES = SlotSegment.bytes(SlotSegment.SMALLEST_LOG);

  private static final int STEP_LOG = 2;
  private static final int SHRINK_FILL_LOG = 3; // below 1/8 of its slots a single segment shrinks
  private static final int MERGE_CHECK_COUNT = 192;
  private static final int MERGE_COUNT = 384;
  private static final int EXPECTED_FILL = 819; // of 1024 slots, so that few segments overflow
  private static final int MAX_EXPECTED_DEPTH = 16;
  private static final int RANDOM_TRIES = 1000;

  private final Epoch epoch;
  private final Slab slab;
  private final Pages pages;
  private final Records records;
  private final boolean inSnapshots;

  private final Directory directory;
  private int log; // of the slots in a segment; 0 when there is no segment, FULL_LOG with many
  private long size;
  private long bytes;

  /** A table that is not in snapshots is never copied for them. */
  public SlotTable(Epoch epoch, Records records, boolean inSnapshots) {
    this(epoch, records, inSnapshots, new HeapDirectory());
  }

  SlotTable(Epoch epoch, Records records, boolean inSnapshots, Directory directory) {
    this.directory = directory;
    this.epoch = epoch;
    this.slab = epoch.slab();
    this.pages = slab.pages();
    this.records = records;
    this.inSnapshots = inSnapshots;
  }

  public long size() {
    return size;
  }

  /** Bytes of the table's segments in the slab. */
  public long bytes() {
    return bytes;
  }

  /** Address of the record with this key, or {@link Records#NONE}. */
  public int find(int hash, byte[] key, int start, int length) {
    int at = directory.index(hash);
    int segment = directory.segment(at);
    return segment == 0
        ? Records.NONE
        : SlotSegment.find(records, segment, directory.depth(at), log, hash, key, start, length);
  }

  /**
   * Reads what is going to be read for each of these hashes: a slot, the beginning of its record,
   * the record's end. Within each of the three rounds no read depends on another, so that a core
   * does many of them at a time.
   *
   * @param hashes are void afterwards
   * @return a sum of what was read, for the reads to have a use
   */
  public int fetch(int[] hashes, int count) {
    if (log == 0) {
      return 0;
    }
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += fetchSlot(hashes[i]);
    }
    for (int i = 0; i < count; i++) {
      hashes[i] = recordOf(hashes[i]);
      sum += hashes[i] == Records.NONE ? 0 : records.epoch(hashes[i]);
    }
    for (int i = 0; i < count; i++) {
      sum += hashes[i] == Records.NONE ? 0 : records.lastByte(hashes[i]);
    }
    return sum;
  }

  private int fetchSlot(int hash) {
    int at = directory.index(hash);
    int segment = directory.segment(at);
    if (segment == 0) {
      return 0;
    }
    int home = SlotSegment.home(hash, directory.depth(at), log);
    return (int) SlotSegment.get(pages, segment, home);
  }

  /** The first record of this hash: most likely the one that is meant. */
  private int recordOf(int hash) {
    int at = directory.index(hash);
    int segment = directory.segment(at);
    return segment == 0
        ? Records.NONE
        : SlotSegment.firstWithHash(pages, segment, directory.depth(at), log, hash);
  }

  public boolean contains(int hash, int record) {
    int at = directory.index(hash);
    int segment = directory.segment(at);
    return segment != 0 && indexOf(at, SlotSegment.slotOf(hash, record)) >= 0;
  }

  private int indexOf(int at, long slot) {
    int segment = directory.segment(at);
    return SlotSegment.indexOf(pages, segment, directory.depth(at), log, slot);
  }

  /** Adds a record whose key is not in the table. */
  public void insert(int hash, int record) {
    makeRoom(hash);
    int at = directory.index(hash);
    int first = own(at);
    SlotSegment.insert(
        pages, directory.segment(at), directory.depth(at), log, SlotSegment.slotOf(hash, record));
    directory.count(first, directory.count(first) + 1);
    size++;
  }

  private void makeRoom(int hash) {
    if (log == 0) {
      log = SlotSegment.SMALLEST_LOG;
    }
    while (directory.count(directory.first(directory.index(hash))) >= SlotSegment.limit(log)) {
      if (log < SlotSegment.FULL_LOG) {
        resize(log + STEP_LOG);
      } else {
        split(hash);
      }
    }
  }

  /**
   * Makes sure that the segment at an index is there and may be changed; returns its first index.
   */
  private int own(int at) {
    int first = directory.first(at);
    int segment = directory.segment(at);
    if (segment == 0) {
      directory.segment(first, emptySegment(), epoch.current());
    } else if (inSnapshots && epoch.mayBeSeen(directory.birth(first))) {
      int copy = newSegment();
      pages.copy(segment, 0, copy, 0, SlotSegment.bytes(log));
      discardSegment(segment, directory.birth(first));
      directory.segment(first, copy, epoch.current());
    }
    return first;
  }

  private int newSegment() {
    int segment = slab.allocate(SlotSegment.bytes(log));
    bytes += SlotSegment.bytes(log);
    return segment;
  }

  private int emptySegment() {
    int segment = newSegment();
    SlotSegment.clear(pages, segment, log);
    return segment;
  }

  private void discardSegment(int segment, int birth) {
    if (segment != 0) {
      discardSegment(segment, birth, log);
    }
  }

  private void discardSegment(int segment, int birth, int segmentLog) {
    bytes -= SlotSegment.bytes(segmentLog);
    if (inSnapshots) {
      epoch.discard(segment, SlotSegment.bytes(segmentLog), birth);
    } else {
      slab.release(segment, SlotSegment.bytes(segmentLog));
    }
  }

  private void resize(int newLog) {
    int segment = directory.segment(0);
    int birth = directory.birth(0);
    int oldLog = log;
    log = newLog;
    int resized = emptySegment();
    distribute(segment, 0, oldLog, resized, resized, 0);
    directory.segment(0, resized, epoch.current());
    discardSegment(segment, birth, oldLog);
  }

  private void split(int hash) {
    int first = directory.first(directory.index(hash));
    int segment = directory.segment(first);
    int birth = directory.birth(first);
    int depth = directory.depth(first);
    int count = directory.count(first);
    if (depth == Directory.MAX_DEPTH) {
      throw new SlabFullException(SlotSegment.bytes(log));
    }
    int lower = emptySegment();
    int upper = emptySegment();
    int upperCount = distribute(segment, depth, log, lower, upper, depth + 1);
    directory.split(hash);
    int lowerFirst = lowerHalf(directory.index(hash), depth);
    adopt(lowerFirst, lower, count - upperCount);
    adopt(lowerFirst + directory.span(lowerFirst), upper, upperCount);
    discardSegment(segment, birth);
  }

  /** First index of the range that all hashes with the same first bits share. */
  private int lowerHalf(int index, int depth) {
    return index & -(1 << (directory.depth() - depth));
  }

  private void adopt(int first, int segment, int count) {
    directory.segment(first, segment, epoch.current());
    directory.count(first, count);
  }

  /**
   * Copies all slots of a segment to two others, or to one, by the first bit behind its own depth;
   * returns how many went to the upper one.
   */
  private int distribute(
      int segment, int depth, int segmentLog, int lower, int upper, int newDepth) {
    int slots = 1 << segmentLog;
    int first = SlotSegment.first(pages, segment, depth, segmentLog);
    int inUpper = 0;
    for (int step = 0; step < slots; step++) {
      long slot = SlotSegment.get(pages, segment, (first + step) & (slots - 1));
      if (slot != 0) {
        boolean goesUp = SlotSegment.hash(slot) << depth < 0;
        SlotSegment.insert(pages, goesUp ? upper : lower, newDepth, log, slot);
        inUpper += goesUp ? 1 : 0;
      }
    }
    return inUpper;
  }

  /** The record has moved to another address. */
  public void replace(int hash, int record, int newRecord) {
    int at = directory.index(hash);
    own(at);
    int index = indexOf(at, SlotSegment.slotOf(hash, record));
    if (index < 0) {
      throw new IllegalStateException("record " + record + " is not in the table");
    }
    SlotSegment.set(pages, directory.segment(at), index, SlotSegment.slotOf(hash, newRecord));
  }

  /** Takes a record out; false when it was not there. */
  public boolean remove(int hash, int record) {
    int at = directory.index(hash);
    int index = directory.segment(at) == 0 ? -1 : indexOf(at, SlotSegment.slotOf(hash, record));
    if (index < 0) {
      return false;
    }
    int first = own(at);
    SlotSegment.remove(pages, directory.segment(at), directory.depth(at), log, index);
    directory.count(first, directory.count(first) - 1);
    size--;
    compact(first);
    return true;
  }

  private void compact(int first) {
    if (directory.count(first) == 0) {
      dropSegment(first);
    }
    if (directory.depth() == 0) {
      compactSingle();
    } else if (directory.count(first) < MERGE_CHECK_COUNT) {
      mergeWithSiblings(first);
    }
  }

  private void dropSegment(int first) {
    discardSegment(directory.segment(first), directory.birth(first));
    directory.segment(first, 0, 0);
  }

  private void compactSingle() {
    if (size == 0) {
      log = 0;
    } else if (log > SlotSegment.SMALLEST_LOG && size < 1L << (log - SHRINK_FILL_LOG)) {
      resize(log - STEP_LOG);
    }
  }

  private void mergeWithSiblings(int first) {
    int at = first;
    while (directory.depth(at) > 0 && canMerge(at, directory.sibling(at))) {
      at = merge(Math.min(at, directory.sibling(at)));
    }
    directory.shrink();
    if (directory.depth() == 0) {
      compactSingle();
    }
  }

  private boolean canMerge(int first, int sibling) {
    return directory.depth(first) == directory.depth(sibling)
        && directory.count(first) + directory.count(sibling) <= MERGE_COUNT;
  }

  private int merge(int lowerFirst) {
    int upperFirst = directory.sibling(lowerFirst);
    int depth = directory.depth(lowerFirst);
    int count = directory.count(lowerFirst) + directory.count(upperFirst);
    int merged = count == 0 ? 0 : emptySegment();
    moveAll(lowerFirst, merged, depth);
    moveAll(upperFirst, merged, depth);
    directory.merge(lowerFirst, upperFirst);
    adopt(lowerFirst, merged, count);
    return lowerFirst;
  }

  private void moveAll(int first, int target, int depth) {
    int segment = directory.segment(first);
    if (segment != 0) {
      distribute(segment, depth, log, target, target, depth - 1);
      discardSegment(segment, directory.birth(first));
    }
  }

  /** Prepares an empty table for about so many records. */
  public void expect(long count) {
    if (size > 0 || count <= SlotSegment.limit(SlotSegment.FULL_LOG)) {
      return;
    }
    long segments = (count + EXPECTED_FILL - 1) / EXPECTED_FILL;
    int depth = Long.SIZE - Long.numberOfLeadingZeros(segments - 1);
    directory.reset(Math.min(depth, MAX_EXPECTED_DEPTH));
    log = SlotSegment.FULL_LOG;
  }

  /** Visits all records in the unsigned order of their hashes. */
  public void forEach(RecordVisitor visitor) {
    new SlotWalk(pages, directory, log).forEach(visitor);
  }

  /**
   * Visits about so many records in the order of their hashes, from a cursor on: 0 to begin, then
   * what the call before returned, until that is 0. What is in the table from the first to the last
   * call is visited exactly once.
   */
  public long scan(long cursor, int count, RecordVisitor visitor) {
    return new SlotWalk(pages, directory, log).scan(cursor, count, visitor);
  }

  /** Any record with the same chance, or {@link Records#NONE}. */
  public int random(RandomGenerator random) {
    for (int attempt = 0; size > 0 && attempt < RANDOM_TRIES; attempt++) {
      int at = random.nextInt(directory.length());
      int slot = random.nextInt(1 << log);
      // A segment counts at one of its indexes only, so that all slots have the same chance.
      if (directory.first(at) == at && directory.segment(at) != 0) {
        int record = SlotSegment.address(SlotSegment.get(pages, directory.segment(at), slot));
        if (record != Records.NONE) {
          return record;
        }
      }
    }
    return anyFrom(random.nextInt() & 0xFFFF_FFFFL);
  }

  /** The next record in hash order, for tables that are nearly empty. */
  private int anyFrom(long cursor) {
    int[] found = new int[1];
    scan(cursor, 1, record -> found[0] = record);
    if (found[0] == Records.NONE) {
      scan(0, 1, record -> found[0] = record);
    }
    return found[0];
  }

  /** A view of the table as it is, which holds while its snapshot is open. */
  public FrozenTable freeze(Pages frozenPages) {
    return new FrozenTable(new SlotWalk(frozenPages, directory.frozen(), log), size);
  }

  /**
   * Discards segments, at least one and until so many records were given out; returns whether more
   * are left. The table serves nothing else from the first call on.
   */
  public boolean drain(int budget, RecordVisitor taker) {
    int left = budget;
    while (directory.length() > 0 && left > 0) {
      int last = directory.length() - 1;
      left -= 1 + directory.count(directory.first(last));
      drainSegment(directory.first(last), taker);
      directory.truncate(directory.first(last));
    }
    size = 0;
    return directory.length() > 0;
  }

  private void drainSegment(int first, RecordVisitor taker) {
    int segment = directory.segment(first);
    for (int index = 0; segment != 0 && index < 1 << log; index++) {
      int record = SlotSegment.address(SlotSegment.get(pages, segment, index));
      if (record != Records.NONE) {
        taker.visit(record);
      }
    }
    discardSegment(segment, directory.birth(first));
  }

  /** What is kept of a table beside its directory. */
  final void state(long newSize, long newBytes, int newLog) {
    size = newSize;
    bytes = newBytes;
    log = newLog;
  }

  final int log() {
    return log;
  }
}
