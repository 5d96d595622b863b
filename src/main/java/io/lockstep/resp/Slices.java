package io.lockstep.resp;

import java.util.Arrays;

/** A growing list of (start, length) pairs in one {@code int[]}. */
final class Slices {
  private static final int INITIAL_INTS = 16;
  private static final int IDLE_INTS = 256;

  int[] at = new int[INITIAL_INTS]; // start of slice i at 2i, its length at 2i + 1
  int count;

  void clear() {
    count = 0;
  }

  void add(int start, int length) {
    int i = 2 * count;
    if (i == at.length) {
      grow();
    }
    at[i] = start;
    at[i + 1] = length;
    count++;
  }

  private void grow() {
    at = Arrays.copyOf(at, (int) Math.min(2L * at.length, Bytes.MAX_ARRAY & ~1));
  }

  void shrink() {
    if (count == 0 && at.length > IDLE_INTS) {
      at = new int[INITIAL_INTS];
    }
  }

  long capacity() {
    return 4L * at.length;
  }
}
