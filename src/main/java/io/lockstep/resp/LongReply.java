package io.lockstep.resp;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a reply that is sealed in pieces, as it would make the array of {@link Output} too
 * long. A reply beyond its limit, or beyond the memory for pieces, is lost as a whole: nothing is
 * kept of it from then on.
 */
final class LongReply {

  /** The longest reply that is kept; what else is in the array fits into an {@code int} too. */
  private static final int MOST_BYTES = 2_000_000_000;

  private final PieceStore store;
  private final List<ReplySection> sections = new ArrayList<>();
  private int length; // of all sections, and of what was lost
  private long limit = MOST_BYTES;
  private boolean isLost;

  LongReply(PieceStore store) {
    this.store = store;
  }

  /** How long the whole reply may be. */
  void limit(long bytes) {
    limit = Math.min(bytes, MOST_BYTES);
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0 && !isLost;
  }

  boolean isLost() {
    return isLost;
  }

  void put(MemorySegment source, long offset, int count) {
    if ((long) length + count > limit) {
      lose();
    }
    int done = 0;
    while (done < count && !isLost) {
      done += putSome(source, offset + done, count - done);
    }
    length = (int) Math.min((long) length + count - done, MOST_BYTES);
  }

  private int putSome(MemorySegment source, long offset, int count) {
    Piece piece = pieceWithRoom();
    if (piece == null) {
      lose();
      return 0;
    }
    int some = Math.min(count, piece.room());
    piece.put(source, offset, some);
    length += some;
    return some;
  }

  private @Nullable Piece pieceWithRoom() {
    if (!sections.isEmpty() && sections.getLast() instanceof Piece last && last.room() > 0) {
      return last;
    }
    Piece fresh = store.take();
    if (fresh != null) {
      sections.add(fresh.beginAt(length));
    }
    return fresh;
  }

  /** Keeps the place of a header that is told later. */
  void late(char kind, int repliesPerCount, int room) {
    sections.add(new LateHeader(length, kind, repliesPerCount));
    length += room;
  }

  /** Tells the count of the header at the mark. */
  void settle(int mark, int count) {
    for (ReplySection section : sections) {
      if (section.start() == mark && section instanceof LateHeader header) {
        header.settle(count);
      }
    }
  }

  private void lose() {
    isLost = true;
    free();
  }

  private void free() {
    sections.forEach(ReplySection::free);
    sections.clear();
  }

  /** Drops what was written after the length was this. */
  void rewind(int to) {
    while (!sections.isEmpty() && sections.getLast().start() >= to) {
      sections.removeLast().free();
    }
    if (!sections.isEmpty()) {
      sections.getLast().cutAt(to);
    }
    length = to;
    isLost &= to > 0;
  }

  /** Gives all sections away, which their takers free. */
  void handOver(Consumer<ReplySection> taker) {
    sections.forEach(taker);
    sections.clear();
  }

  void clear() {
    free();
    length = 0;
    isLost = false;
  }
}
