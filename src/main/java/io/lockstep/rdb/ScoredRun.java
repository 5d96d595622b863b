package io.lockstep.rdb;

import io.lockstep.memory.PackedRun;
import java.util.Arrays;

/**
 * Members and scores in the form that a small sorted set keeps them in, as long as they come in its
 * order or against it.
 */
final class ScoredRun {
  private static final int PAIR = 2;

  private final PackedRun run = new PackedRun();
  private final PackedRun turned = new PackedRun();
  private byte[] lastMember = new byte[64];
  private int lastLength;
  private double lastScore;
  private int direction; // of the order so far: 0 before there are two

  void clear() {
    run.clear();
    direction = 0;
  }

  /** How many members there are. */
  int count() {
    return run.count() / PAIR;
  }

  /** Adds a member, or answers that it is not where the order would have it. */
  boolean add(byte[] member, int start, int length, double score) {
    if (run.count() > 0 && !follows(member, start, length, score)) {
      return false;
    }
    run.add(member, start, length);
    run.addScore(score);
    keep(member, start, length, score);
    return true;
  }

  private boolean follows(byte[] member, int start, int length, double score) {
    int order = Integer.signum(compareToLast(member, start, length, score));
    if (direction == 0) {
      direction = order;
    }
    return order != 0 && order == direction;
  }

  private int compareToLast(byte[] member, int start, int length, double score) {
    if (score != lastScore) {
      return score < lastScore ? -1 : 1;
    }
    return Arrays.compareUnsigned(member, start, start + length, lastMember, 0, lastLength);
  }

  private void keep(byte[] member, int start, int length, double score) {
    if (lastMember.length < length) {
      lastMember = new byte[2 * length];
    }
    System.arraycopy(member, start, lastMember, 0, length);
    lastLength = length;
    lastScore = score;
  }

  boolean hasTwins() {
    return run.hasTwins(PAIR);
  }

  /** All of them, the lowest first. */
  PackedRun inOrder() {
    if (direction >= 0) {
      return run;
    }
    turned.clear();
    for (int index = run.count() - PAIR; index >= 0; index -= PAIR) {
      turned.add(run, index).add(run, index + 1);
    }
    return turned;
  }
}
