package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The id of a stream's entry: two unsigned numbers, mostly a time in milliseconds and a count. It
 * is a variable, so that nobody needs a new one for every entry.
 */
public final class EntryId implements Comparable<EntryId> {
  /** The length of the longest spelling. */
  public static final int MAX_LENGTH = 41;

  private static final long LARGEST = -1; // unsigned

  private long ms;
  private long seq;

  public EntryId() {}

  public EntryId(long ms, long seq) {
    set(ms, seq);
  }

  public static EntryId largest() {
    return new EntryId(LARGEST, LARGEST);
  }

  public long ms() {
    return ms;
  }

  public long seq() {
    return seq;
  }

  public EntryId set(long newMs, long newSeq) {
    ms = newMs;
    seq = newSeq;
    return this;
  }

  public EntryId set(EntryId other) {
    return set(other.ms, other.seq);
  }

  public EntryId setLargest() {
    return set(LARGEST, LARGEST);
  }

  public boolean isZero() {
    return ms == 0 && seq == 0;
  }

  public boolean isLargest() {
    return ms == LARGEST && seq == LARGEST;
  }

  /** Becomes the next id; false, and unchanged, if there is none. */
  public boolean increment() {
    if (isLargest()) {
      return false;
    }
    if (seq++ == LARGEST) {
      ms++;
    }
    return true;
  }

  /** Becomes the id before; false, and unchanged, if there is none. */
  public boolean decrement() {
    if (isZero()) {
      return false;
    }
    if (seq-- == 0) {
      ms--;
    }
    return true;
  }

  @Override
  public int compareTo(EntryId other) {
    return compare(ms, seq, other.ms, other.seq);
  }

  static int compare(long ms, long seq, long otherMs, long otherSeq) {
    int byMs = Long.compareUnsigned(ms, otherMs);
    return byMs == 0 ? Long.compareUnsigned(seq, otherSeq) : byMs;
  }

  public boolean is(long otherMs, long otherSeq) {
    return ms == otherMs && seq == otherSeq;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntryId id && is(id.ms, id.seq);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(ms) + Long.hashCode(seq);
  }

  /** Where a tree, whose keys have signs, keeps what has this first number. */
  static long treeKey(long ms) {
    return ms ^ Long.MIN_VALUE;
  }

  /** Spells the id from the start of an array, and returns the length. */
  public int spell(byte[] into) {
    return spell(into, '-');
  }

  /** As the other one, with something else between the numbers. */
  public int spell(byte[] into, char between) {
    int length = spell(into, 0, ms);
    into[length++] = (byte) between;
    return spell(into, length, seq);
  }

  /** Returns the place behind the number. */
  private static int spell(byte[] into, int start, long number) {
    if (number < 0) {
      byte[] digits = Long.toUnsignedString(number).getBytes(ISO_8859_1);
      System.arraycopy(digits, 0, into, start, digits.length);
      return start + digits.length;
    }
    int end = start + 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int at = end - 1; at >= start; at--) {
      into[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }

  @Override
  public String toString() {
    byte[] text = new byte[MAX_LENGTH];
    return new String(text, 0, spell(text), ISO_8859_1);
  }
}
