package io.lockstep.rdb;

import io.lockstep.memory.PackedRun;
import io.lockstep.rdb.packed.Elements;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the elements of a packed string in the form that a small collection keeps them in, so
 * that it can take all of them at once. Where that is not possible the answer is null: the elements
 * are to be read from the first one on, and added one by one.
 */
final class SmallElements {
  private static final int LONGEST_NUMBER = 20;

  private final PackedRun run = new PackedRun();
  private byte[] lastMember = new byte[64];
  private int lastLength;

  /** All elements, none of which is too long, and none of every so many of which comes twice. */
  @Nullable PackedRun of(Elements elements, int step, long longest) {
    run.clear();
    while (elements.next()) {
      if (lengthOf(elements) > longest) {
        return null;
      }
      add(elements);
    }
    return run.hasTwins(step) ? null : run;
  }

  /** Members and scores in turn, in the order of a sorted set. */
  @Nullable PackedRun ofScored(Elements elements, long longest, long at)
      throws CorruptRdbException {
    run.clear();
    double last = Double.NEGATIVE_INFINITY;
    lastLength = 0;
    while (elements.nextText()) {
      byte[] member = elements.bytes();
      int start = elements.start();
      int length = elements.length();
      if (length > longest) {
        return null;
      }
      run.add(member, start, length);
      boolean isBehind = compareLast(member, start, length) < 0;
      keep(member, start, length);
      elements.next();
      double score = Scores.of(elements, at);
      if (score < last || (score == last && run.count() > 1 && !isBehind)) {
        return null;
      }
      run.addScore(score);
      last = score;
    }
    return run.hasTwins(2) ? null : run;
  }

  private static int lengthOf(Elements elements) {
    return elements.isNumber() ? LONGEST_NUMBER : elements.length();
  }

  private void add(Elements elements) {
    if (elements.isNumber()) {
      run.add(elements.number());
    } else {
      run.add(elements.bytes(), elements.start(), elements.length());
    }
  }

  private int compareLast(byte[] member, int start, int length) {
    return Arrays.compareUnsigned(lastMember, 0, lastLength, member, start, start + length);
  }

  private void keep(byte[] member, int start, int length) {
    if (lastMember.length < length) {
      lastMember = new byte[2 * length];
    }
    System.arraycopy(member, start, lastMember, 0, length);
    lastLength = length;
  }
}
