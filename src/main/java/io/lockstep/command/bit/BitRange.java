package io.lockstep.command.bit;

/**
 * A range of bits of a value, both ends included; it lies inside the value unless it is empty.
 *
 * @param first the first bit
 * @param last the last bit, before {@code first} if the range is empty
 */
record BitRange(long first, long last) {

  static final BitRange EMPTY = new BitRange(0, -1);

  /** Every bit of a value. */
  static BitRange all(BitString bits) {
    return new BitRange(0, bits.bits() - 1);
  }

  /** A range whose ends count from the end of the value if they are negative. */
  static BitRange of(long start, long end, boolean inBits, BitString bits) {
    long total = inBits ? bits.bits() : bits.length();
    long first = Math.max(0, start < 0 ? total + start : start);
    long last = Math.min(total - 1, Math.max(0, end < 0 ? total + end : end));
    if (first > last) {
      return EMPTY;
    }
    return inBits ? new BitRange(first, last) : new BitRange(8 * first, 8 * last + 7);
  }

  boolean isEmpty() {
    return first > last;
  }
}
