package io.lockstep.memory;

/** Walks the slots of a directory's segments in the unsigned order of their hashes. */
final class SlotWalk {
  private final Pages pages;
  private final Directory directory;
  private final int log;

  SlotWalk(Pages pages, Directory directory, int log) {
    this.pages = pages;
    this.directory = directory;
    this.log = log;
  }

  void forEach(RecordVisitor visitor) {
    for (int at = 0; at < directory.length(); at += directory.span(at)) {
      if (directory.segment(at) != 0) {
        visitSegment(at, visitor);
      }
    }
  }

  private void visitSegment(int at, RecordVisitor visitor) {
    int segment = directory.segment(at);
    int slots = 1 << log;
    int first = SlotSegment.first(pages, segment, directory.depth(at), log);
    for (int step = 0; step < slots; step++) {
      long slot = SlotSegment.get(pages, segment, (first + step) & (slots - 1));
      if (slot != 0) {
        visitor.visit(SlotSegment.address(slot));
      }
    }
  }

  /**
   * Visits about so many records from a hash on, and all that share the last one's hash. Returns
   * the hash to go on from, or 0 at the end.
   */
  long scan(long cursor, int count, RecordVisitor visitor) {
    if (cursor < 0 || cursor >>> Integer.SIZE != 0) {
      return 0;
    }
    int left = count;
    long from = cursor;
    for (int at = directory.index((int) cursor); at < directory.length(); ) {
      if (directory.segment(at) != 0) {
        long stop = scanSegment(at, from, left, visitor);
        if (stop < 0) {
          left -= (int) ~stop;
        } else {
          return stop;
        }
      }
      at = directory.first(at) + directory.span(at);
      from = (long) at << (Integer.SIZE - directory.depth());
    }
    return 0;
  }

  /** The hash at which the scan stops, or ~visited if it goes on behind this segment. */
  private long scanSegment(int at, long from, int count, RecordVisitor visitor) {
    int segment = directory.segment(at);
    int depth = directory.depth(at);
    int slots = 1 << log;
    int first = SlotSegment.first(pages, segment, depth, log);
    int skipped = Math.max(0, SlotSegment.home((int) from, depth, log) - first);
    int visited = 0;
    long last = -1;
    for (int step = skipped; step < slots; step++) {
      long slot = SlotSegment.get(pages, segment, (first + step) & (slots - 1));
      long hash = slot >>> 32;
      if (slot == 0 || hash < from) {
        continue;
      }
      if (visited >= count && hash != last) {
        return hash;
      }
      visitor.visit(SlotSegment.address(slot));
      visited++;
      last = hash;
    }
    return ~visited;
  }
}
