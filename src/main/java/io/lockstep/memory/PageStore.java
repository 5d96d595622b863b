package io.lockstep.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of a slab, and hands out runs of 64 KiB chunks in them. Closing one stops every
 * thread for a moment, so it happens one by one in {@link #closeSome}.
 */
final class PageStore {
  static final int CHUNKS_PER_PAGE_LOG = 6;
  static final int CHUNK_UNITS_LOG = Pages.PAGE_UNITS_LOG - CHUNKS_PER_PAGE_LOG;
  private static final int CHUNK_MASK = (1 << CHUNKS_PER_PAGE_LOG) - 1;
  private static final long ALL_FREE = -1L;
  private static final int SPARE_PAGES = 1;
  private static final int FIRST_PAGE = 1; // so that no block has address 0

  private final PageSource source;
  private final Pages pages = new Pages();
  private final Queue<NativePage> unused = new ArrayDeque<>(); // reserved, without an address
  private @Nullable NativePage[] opened = new @Nullable NativePage[0];
  private long[] freeChunks = new long[0]; // a bit per chunk; 0 for a page with one block
  private int pageLimit = FIRST_PAGE; // pages are in [FIRST_PAGE, pageLimit)
  private int roomFrom = FIRST_PAGE; // pages before it have no free chunk
  private int emptyPages;
  private long bytesReserved;

  PageStore(PageSource source) {
    this.source = source;
  }

  Pages pages() {
    return pages;
  }

  int pageLimit() {
    return pageLimit;
  }

  long bytesReserved() {
    return bytesReserved;
  }

  /** First of so many free chunks in a row. */
  int takeRun(int length) {
    for (int page = roomFrom; page < pageLimit; page++) {
      int first = firstRun(freeChunks[page], length);
      if (first >= 0) {
        return take(page, first, length);
      }
      if (freeChunks[page] == 0 && page == roomFrom) {
        roomFrom++;
      }
    }
    return take(openChunked(), 0, length);
  }

  private static int firstRun(long free, int length) {
    long starts = free;
    int covered = 1;
    while (covered < length) {
      int step = Math.min(covered, length - covered);
      starts &= starts >>> step;
      covered += step;
    }
    return starts == 0 ? -1 : Long.numberOfTrailingZeros(starts);
  }

  private int take(int page, int first, int length) {
    if (freeChunks[page] == ALL_FREE) {
      emptyPages--;
    }
    freeChunks[page] &= ~run(first, length);
    return (page << CHUNKS_PER_PAGE_LOG) + first;
  }

  void giveRun(int chunk, int length) {
    int page = chunk >>> CHUNKS_PER_PAGE_LOG;
    freeChunks[page] |= run(chunk & CHUNK_MASK, length);
    roomFrom = Math.min(roomFrom, page);
    if (freeChunks[page] == ALL_FREE) {
      emptyPages++;
    }
  }

  private static long run(int first, int length) {
    return (ALL_FREE >>> (Long.SIZE - length)) << first;
  }

  private int openChunked() {
    int page = open(Pages.PAGE_BYTES);
    freeChunks[page] = ALL_FREE;
    roomFrom = Math.min(roomFrom, page);
    emptyPages++;
    return page;
  }

  /** Opens a page with one block of any size. */
  int open(long bytes) {
    int page = freeNumber(bytes);
    NativePage memory =
        bytes == NativePage.USUAL_BYTES ? source.take(bytesReserved) : NativePage.open(bytes);
    pages.set(page, memory.segment());
    opened[page] = memory;
    bytesReserved += bytes;
    return page;
  }

  private int freeNumber(long bytes) {
    int page = FIRST_PAGE;
    while (page < pageLimit && opened[page] != null) {
      page++;
    }
    if (page == Pages.MAX_PAGES) {
      throw new SlabFullException(bytes);
    }
    if (page == pageLimit) {
      pageLimit++;
      ensureArrays();
    }
    return page;
  }

  private void ensureArrays() {
    if (pageLimit > opened.length) {
      int length = Math.max(16, pageLimit * 2);
      opened = Arrays.copyOf(opened, length);
      freeChunks = Arrays.copyOf(freeChunks, length);
    }
  }

  /** The page serves no address any more; its memory goes back in {@link #closeSome}. */
  void drop(int page) {
    NativePage memory = opened[page];
    if (memory != null) {
      unused.add(memory);
      opened[page] = null;
      freeChunks[page] = 0;
      pages.remove(page);
    }
  }

  /** 0 for one that is not there. */
  long pageBytes(int page) {
    NativePage memory = page < pageLimit ? opened[page] : null;
    return memory == null ? 0 : memory.bytes();
  }

  /** Takes all pages out of service at once; they are still reserved, until {@link #close}. */
  Queue<NativePage> abandon() {
    for (int page = FIRST_PAGE; page < pageLimit; page++) {
      drop(page);
    }
    Queue<NativePage> abandoned = new ArrayDeque<>(unused);
    unused.clear();
    pageLimit = FIRST_PAGE;
    roomFrom = FIRST_PAGE;
    emptyPages = 0;
    return abandoned;
  }

  void closeLater(Queue<NativePage> segments) {
    unused.addAll(segments);
  }

  /** Gives up to so many unused segments and empty pages back; true when there are more. */
  boolean closeSome(int limit) {
    for (int closed = 0; closed < limit && hasUnused(); closed++) {
      if (unused.isEmpty()) {
        dropLastEmptyPage();
      }
      close(unused.remove());
    }
    return hasUnused();
  }

  private boolean hasUnused() {
    return !unused.isEmpty() || emptyPages > SPARE_PAGES;
  }

  private void dropLastEmptyPage() {
    int page = pageLimit - 1;
    while (freeChunks[page] != ALL_FREE) {
      page--;
    }
    emptyPages--;
    drop(page);
  }

  void close(NativePage memory) {
    bytesReserved -= memory.bytes();
    if (memory.bytes() == NativePage.USUAL_BYTES) {
      source.give(memory, bytesReserved);
    } else {
      memory.close();
    }
  }
}
