package io.lockstep.rdb;

import io.lockstep.rdb.packed.Elements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The scores of sorted sets: as text, as they stand in old files and packed lists, or binary. */
final class Scores {
  /** What {@link #parse} says of a text that is none; no score is NaN. */
  static final double NONE = Double.NaN;

  // in place of the length of a text
  private static final int NOT_A_NUMBER = 253;
  private static final int POSITIVE_INFINITY = 254;
  private static final int NEGATIVE_INFINITY = 255;

  /** What is below has one spelling only. */
  private static final long MAX_WHOLE = 1L << 52;

  /** The longest text that a file's length byte can announce. */
  static final int MAX_CHARACTERS = 252;

  private Scores() {}

  /** A score of a sorted set in the oldest form (type 3): a length byte and a text. */
  static double read(RdbInput in, byte[] scratch) throws IOException {
    long at = in.offset();
    int length = in.u8();
    return switch (length) {
      case NOT_A_NUMBER -> throw new CorruptRdbException(at, "a score that is not a number");
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> readText(in, scratch, length, at);
    };
  }

  /** Writes a score in the oldest form. */
  static void write(RdbOutput out, double score) throws IOException {
    if (Double.isInfinite(score)) {
      out.u8(score > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY);
    } else {
      byte[] text = text(score);
      out.u8(text.length);
      out.bytes(text, 0, text.length);
    }
  }

  private static byte[] text(double score) {
    long whole = (long) score;
    return whole == score && Math.abs(whole) < MAX_WHOLE
        ? Long.toString(whole).getBytes(StandardCharsets.ISO_8859_1)
        : ScoreSpelling.of(score);
  }

  private static double readText(RdbInput in, byte[] scratch, int length, long at)
      throws IOException {
    in.bytes(scratch, 0, length);
    return checked(parse(scratch, 0, length), at);
  }

  /** A score of a sorted set with binary scores (type 5). */
  static double readBinary(RdbInput in) throws IOException {
    long at = in.offset();
    return checked(Double.longBitsToDouble(in.i64()), at);
  }

  /** The score that an element of a packed list stands for; {@code at} is the list's offset. */
  static double of(Elements element, long at) throws CorruptRdbException {
    if (element.isNumber()) {
      return element.number();
    }
    return checked(parse(element.bytes(), element.start(), element.length()), at);
  }

  private static double checked(double score, long at) throws CorruptRdbException {
    if (Double.isNaN(score)) {
      throw new CorruptRdbException(at, "a score that is not a number");
    }
    return score;
  }

  /**
   * The double nearest to a text in any form that C's {@code strtod} takes as a whole, except NaN
   * and space before it: decimal or hexadecimal, with or without exponent, or infinity. Else {@link
   * #NONE}.
   */
  static double parse(byte[] text, int start, int length) {
    if (length > MAX_CHARACTERS) {
      return NONE;
    }
    double simple = ShortDecimal.parse(text, start, length);
    return Double.isNaN(simple) ? parseAny(text, start, length) : simple;
  }

  private static double parseAny(byte[] text, int start, int length) {
    var form = new ScoreText(text, start, length);
    return switch (form.kind()) {
      case NONE -> NONE;
      case INFINITY -> form.signed(Double.POSITIVE_INFINITY);
      case DECIMAL, BINARY -> Double.parseDouble(spelled(text, start, length));
      // Java wants the exponent that C leaves out
      case HEXADECIMAL -> Double.parseDouble(spelled(text, start, length) + "p0");
    };
  }

  private static String spelled(byte[] text, int start, int length) {
    return new String(text, start, length, StandardCharsets.ISO_8859_1);
  }
}
