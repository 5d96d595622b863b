package io.lockstep.command.string;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The longest bytes that two strings have in common in the same order, by the table of the lengths
 * for every pair of prefixes. The table lies outside the heap, until {@link #close}.
 */
final class LongestCommonSubsequence implements AutoCloseable {

  /** A run of bytes that both strings have. */
  record Match(long startInA, long startInB, long length) {}

  private final MemorySegment a;
  private final MemorySegment b;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment table; // cell (i, j): the length for the first i and j bytes

  private LongestCommonSubsequence(MemorySegment a, MemorySegment b) {
    this.a = a;
    this.b = b;
    this.table = arena.allocate(JAVA_INT, (a.byteSize() + 1) * (b.byteSize() + 1));
  }

  /** Compares two strings. */
  static LongestCommonSubsequence of(MemorySegment a, MemorySegment b) {
    var common = new LongestCommonSubsequence(a, b);
    common.fill();
    return common;
  }

  private void fill() {
    for (long i = 1; i <= a.byteSize(); i++) {
      for (long j = 1; j <= b.byteSize(); j++) {
        int length = areEqual(i, j) ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1));
        table.setAtIndex(JAVA_INT, cell(i, j), length);
      }
    }
  }

  private boolean areEqual(long i, long j) {
    return a.get(JAVA_BYTE, i - 1) == b.get(JAVA_BYTE, j - 1);
  }

  private int at(long i, long j) {
    return table.getAtIndex(JAVA_INT, cell(i, j));
  }

  private long cell(long i, long j) {
    return i * (b.byteSize() + 1) + j;
  }

  /** How many bytes are common. */
  int length() {
    return at(a.byteSize(), b.byteSize());
  }

  /** The common bytes. */
  byte[] text() {
    byte[] text = new byte[length()];
    int end = text.length;
    for (Match match : matches()) {
      end -= (int) match.length();
      MemorySegment.copy(a, JAVA_BYTE, match.startInA(), text, end, (int) match.length());
    }
    return text;
  }

  /** The runs that make up the common bytes, the last one first. */
  List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    long i = a.byteSize();
    long j = b.byteSize();
    while (i > 0 && j > 0) {
      long length = matchBefore(i, j);
      if (length > 0) {
        i -= length;
        j -= length;
        matches.add(new Match(i, j, length));
      } else if (at(i - 1, j) > at(i, j - 1)) {
        i--;
      } else {
        j--;
      }
    }
    return matches;
  }

  private long matchBefore(long i, long j) {
    long length = 0;
    while (length < i && length < j && areEqual(i - length, j - length)) {
      length++;
    }
    return length;
  }

  @Override
  public void close() {
    arena.close();
  }
}
