package io.lockstep.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Counts the moments at which snapshots were taken. A block is stamped with the epoch of its birth;
 * as long as an open snapshot is not older than that, the block may be seen: it must not be
 * changed, and when it dies it is retired instead of released.
 */
public final class Epoch {
  private static final int NO_SNAPSHOT = 0; // births start at 1
  private static final int BLOCKS_PER_PAGE_CLOSE = 256;

  /** Pages that were given up as a whole while snapshots could see them. */
  private record Abandoned(int death, Queue<NativePage> pages) {}

  private final Slab slab;
  private final RetiredBlocks retired;
  private final ArrayDeque<Abandoned> abandoned = new ArrayDeque<>();
  private int current = 1;
  private int[] open = new int[0]; // ascending
  private int newestOpen = NO_SNAPSHOT;

  public Epoch(Slab slab) {
    this.slab = slab;
    this.retired = new RetiredBlocks(slab);
  }

  public Slab slab() {
    return slab;
  }

  /** What blocks that are born now are stamped with. */
  public int current() {
    return current;
  }

  public int openSnapshots() {
    return open.length;
  }

  public boolean mayBeSeen(int birth) {
    return birth <= newestOpen;
  }

  /** Begins a snapshot: it sees all that was born up to the epoch that is returned. */
  public int openSnapshot() {
    open = Arrays.copyOf(open, open.length + 1);
    open[open.length - 1] = current;
    newestOpen = current;
    return current++;
  }

  public void closeSnapshot(int epoch) {
    int[] rest = Arrays.stream(open).filter(other -> other != epoch).toArray();
    if (rest.length == open.length) {
      throw new IllegalStateException("no snapshot of epoch " + epoch + " is open");
    }
    open = rest;
    newestOpen = rest.length == 0 ? NO_SNAPSHOT : rest[rest.length - 1];
  }

  /** The block is dead: it goes back to the slab, at once or when no snapshot can see it. */
  public void discard(int address, long bytes, int birth) {
    if (mayBeSeen(birth)) {
      retired.add(address, bytes, current);
    } else {
      slab.release(address, bytes);
    }
  }

  /** Gives up all blocks of the slab in one step. */
  public void abandonAll() {
    abandoned.add(new Abandoned(current, slab.abandon()));
    retired.forget();
  }

  /** Bytes of blocks that are dead but not released yet. */
  public long retiredBytes() {
    return retired.bytes();
  }

  /** Releases up to so many blocks, and a page for some hundreds; true when more could be now. */
  public boolean releaseRetired(int budget) {
    // What died in epoch d was seen by snapshots of epochs before d.
    int newestDeath = open.length == 0 ? Integer.MAX_VALUE : open[0];
    boolean more = retired.release(budget, newestDeath);
    while (!abandoned.isEmpty() && abandoned.element().death() <= newestDeath) {
      slab.closeLater(abandoned.remove().pages());
    }
    return slab.closeUnusedPages(1 + budget / BLOCKS_PER_PAGE_CLOSE) || more;
  }

  /** Closes the slab with everything in it. */
  public void close() {
    abandoned.forEach(pages -> slab.closeLater(pages.pages()));
    abandoned.clear();
    slab.close();
  }
}
