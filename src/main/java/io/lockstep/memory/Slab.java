package io.lockstep.memory;

import java.util.Arrays;
import java.util.Queue;

/**
 * Hands out blocks of native memory by int addresses, and takes them back. One thread owns it.
 * Blocks of a size class share runs of chunks; a run is given back to its page when its last block
 * is, and an empty page to the system.
 */
public final class Slab implements AutoCloseable {
  /** Largest block that can be asked for. */
  public static final long MAX_BLOCK_BYTES = 4L << 30;

  private static final int NO_RUN = -1;

  private final PageSource source;
  private final PageStore store;
  private final Pages pages;
  private final int[] open = new int[SizeClass.COUNT]; // by class: a run with room, or NO_RUN

  // By chunk; all but `behind` are kept at the first chunk of a run.
  private byte[] behind = new byte[0]; // how many chunks the run's first one is before this one
  private short[] classes = new short[0]; // size class + 1; 0 when there is no run
  private short[] live = new short[0]; // 0 < live <= carved <= runBlocks(class)
  private short[] carved = new short[0]; // blocks that were handed out at least once
  private int[] freed =
      new int[0]; // address of the first freed block; the next is in its first int
  private int[] nextOpen = new int[0]; // runs of a class with room are in a doubly linked list
  private int[] previousOpen = new int[0];

  private long bytesInUse;

  public Slab() {
    this(PageSource.ON_DEMAND);
  }

  public Slab(PageSource source) {
    this.source = source;
    store = new PageStore(source);
    pages = store.pages();
    Arrays.fill(open, NO_RUN);
  }

  public Pages pages() {
    return store.pages();
  }

  /** The pages as they are, for a reader on another thread. */
  public Pages frozenPages() {
    return store.pages().frozen();
  }

  /** Bytes of all blocks that are handed out, each with its size class' rounding. */
  public long bytesInUse() {
    return bytesInUse;
  }

  /** Bytes that are held from the system. */
  public long bytesReserved() {
    return store.bytesReserved();
  }

  /** Bytes of the block that serves a request for so many. */
  public static long capacity(long bytes) {
    return SizeClass.capacity(SizeClass.of(bytes));
  }

  /** Whether the same blocks serve requests for so many bytes, and for so many. */
  public static boolean areOfOneClass(long bytes, long otherBytes) {
    return SizeClass.of(bytes) == SizeClass.of(otherBytes);
  }

  /** Address of a block of at least so many bytes, whose content is undefined. */
  public int allocate(long bytes) {
    if (bytes <= 0 || bytes > MAX_BLOCK_BYTES) {
      throw new IllegalArgumentException("a block cannot have " + bytes + " bytes");
    }
    int sizeClass = SizeClass.of(bytes);
    long capacity = SizeClass.capacity(sizeClass);
    int address =
        sizeClass < SizeClass.COUNT
            ? allocateInRun(sizeClass)
            : store.open(capacity) << Pages.PAGE_UNITS_LOG;
    bytesInUse += capacity;
    return address;
  }

  private int allocateInRun(int sizeClass) {
    int run = open[sizeClass];
    if (run == NO_RUN) {
      run = openRun(sizeClass);
    }
    int address = freed[run] != 0 ? popFreed(run) : carve(run, sizeClass);
    if (++live[run] == SizeClass.runBlocks(sizeClass)) {
      unlink(run, sizeClass);
    }
    return address;
  }

  private int popFreed(int run) {
    int address = freed[run];
    freed[run] = pages.getInt(address, 0);
    return address;
  }

  private int carve(int run, int sizeClass) {
    long bytes = carved[run]++ * SizeClass.capacity(sizeClass);
    int unit = (int) (bytes >>> Pages.UNIT_BYTES_LOG);
    return (run << PageStore.CHUNK_UNITS_LOG) + unit;
  }

  private int openRun(int sizeClass) {
    int length = SizeClass.runChunks(sizeClass);
    int run = store.takeRun(length);
    ensureChunks();
    for (int chunk = 0; chunk < length; chunk++) {
      behind[run + chunk] = (byte) chunk;
    }
    classes[run] = (short) (sizeClass + 1);
    live[run] = 0;
    carved[run] = 0;
    freed[run] = 0;
    link(run, sizeClass);
    return run;
  }

  private void ensureChunks() {
    int chunks = store.pageLimit() << PageStore.CHUNKS_PER_PAGE_LOG;
    if (chunks > behind.length) {
      int length = chunks * 2;
      behind = Arrays.copyOf(behind, length);
      classes = Arrays.copyOf(classes, length);
      live = Arrays.copyOf(live, length);
      carved = Arrays.copyOf(carved, length);
      freed = Arrays.copyOf(freed, length);
      nextOpen = Arrays.copyOf(nextOpen, length);
      previousOpen = Arrays.copyOf(previousOpen, length);
    }
  }

  /** Takes a block back; bytes is what it was asked for, or any size of the same class. */
  public void release(int address, long bytes) {
    int sizeClass = SizeClass.of(bytes);
    if (sizeClass < SizeClass.COUNT) {
      releaseInRun(address, sizeClass);
    } else {
      releasePage(address, sizeClass);
    }
    bytesInUse -= SizeClass.capacity(sizeClass);
  }

  private void releaseInRun(int address, int sizeClass) {
    int chunk = address >>> PageStore.CHUNK_UNITS_LOG;
    int run = chunk - behind[chunk];
    if (classes[run] != sizeClass + 1) {
      throw new IllegalStateException("no block of class " + sizeClass + " is at " + address);
    }
    pages.putInt(address, 0, freed[run]);
    freed[run] = address;
    if (live[run]-- == SizeClass.runBlocks(sizeClass)) {
      link(run, sizeClass);
    }
    if (live[run] == 0) {
      closeRun(run, sizeClass);
    }
  }

  private void releasePage(int address, int sizeClass) {
    int page = address >>> Pages.PAGE_UNITS_LOG;
    if (store.pageBytes(page) != SizeClass.capacity(sizeClass)) {
      throw new IllegalStateException("no block of class " + sizeClass + " is at " + address);
    }
    store.drop(page);
  }

  private void closeRun(int run, int sizeClass) {
    unlink(run, sizeClass);
    classes[run] = 0;
    store.giveRun(run, SizeClass.runChunks(sizeClass));
  }

  private void link(int run, int sizeClass) {
    int next = open[sizeClass];
    nextOpen[run] = next;
    previousOpen[run] = NO_RUN;
    if (next != NO_RUN) {
      previousOpen[next] = run;
    }
    open[sizeClass] = run;
  }

  private void unlink(int run, int sizeClass) {
    int next = nextOpen[run];
    int previous = previousOpen[run];
    if (next != NO_RUN) {
      previousOpen[next] = previous;
    }
    if (previous == NO_RUN) {
      open[sizeClass] = next;
    } else {
      nextOpen[previous] = next;
    }
  }

  /** So many bytes are likely to be asked for soon, beyond what is usual. */
  public void expect(long bytes) {
    source.expect(bytes);
  }

  /** Forgets all blocks at once; the pages are reserved until they are closed later. */
  Queue<NativePage> abandon() {
    Arrays.fill(open, NO_RUN);
    Arrays.fill(classes, (short) 0);
    bytesInUse = 0;
    return store.abandon();
  }

  void closeLater(Queue<NativePage> segments) {
    store.closeLater(segments);
  }

  /** Gives up to so many unused pages back to the system; true when there are more. */
  public boolean closeUnusedPages(int limit) {
    return store.closeSome(limit);
  }

  @Override
  public void close() {
    abandon().forEach(store::close);
  }
}
