package io.lockstep.replication;

import java.util.random.RandomGenerator;

/**
 * Which history this node's bytes belong to, and how far it has got: {@code offset} is the number
 * of the last byte produced, numbered from 1.
 *
 * @param replid the current history, 40 hexadecimal digits
 * @param replid2 the history this one continues, or {@link #NO_REPLID}
 * @param secondOffset the first byte that is not in {@code replid2}, or {@link #NO_OFFSET}
 * @param offset the last byte produced
 */
// secondOffset == NO_OFFSET  <=>  replid2 == NO_REPLID
// secondOffset <= offset + 1
public record History(String replid, String replid2, long secondOffset, long offset) {
  public static final int REPLID_LENGTH = 40;
  public static final String NO_REPLID = "0".repeat(REPLID_LENGTH);
  public static final long NO_OFFSET = -1;

  /** A history that nobody shares yet. */
  public static History fresh(String replid) {
    return adopted(replid, 0);
  }

  /** The history of a master whose snapshot at {@code offset} has been loaded. */
  public static History adopted(String replid, long offset) {
    return new History(replid, NO_REPLID, NO_OFFSET, offset);
  }

  /** A random identifier, unique for all practical purposes. */
  public static String randomReplid(RandomGenerator random) {
    var digits = new StringBuilder(REPLID_LENGTH);
    while (digits.length() < REPLID_LENGTH) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  /** Whether the text has the form of an identifier. */
  public static boolean isReplid(String text) {
    return text.length() == REPLID_LENGTH
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  public History at(long newOffset) {
    return newOffset == offset ? this : new History(replid, replid2, secondOffset, newOffset);
  }

  /**
   * Starts a new history that continues this one: what a promotion does, and a replica whose master
   * answered CONTINUE with another identifier. Replicas ask for the byte after their last one, so
   * the first byte that only the new history has is {@code offset + 1} (Redis: shiftReplicationId).
   */
  public History shift(String newReplid) {
    return new History(newReplid, replid, offset + 1, offset);
  }

  /** Forgets the past but not the offset: nobody can continue from before. */
  public History renamed(String newReplid) {
    return adopted(newReplid, offset);
  }

  public boolean isCurrent(String asked) {
    return replid.equalsIgnoreCase(asked);
  }

  /** Whether {@code asked} is the history this one continues. */
  public boolean isPrevious(String asked) {
    return secondOffset != NO_OFFSET && replid2.equalsIgnoreCase(asked);
  }
}
