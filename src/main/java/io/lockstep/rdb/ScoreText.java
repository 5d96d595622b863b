package io.lockstep.rdb;

/** Tells which form of a number a text has, if any. */
final class ScoreText {
  enum Kind {
    NONE,
    DECIMAL,
    /** Hexadecimal, without an exponent. */
    HEXADECIMAL,
    /** Hexadecimal, with an exponent of two. */
    BINARY,
    INFINITY
  }

  private final byte[] text;
  private final int start;
  private final int end;
  private int at;

  ScoreText(byte[] text, int start, int length) {
    this.text = text;
    this.start = start;
    this.end = start + length;
  }

  double signed(double magnitude) {
    return text[start] == '-' ? -magnitude : magnitude;
  }

  Kind kind() {
    at = start;
    sign();
    if (is("inf") || is("infinity")) {
      return Kind.INFINITY;
    }
    return at + 1 < end && text[at] == '0' && lower(at + 1) == 'x' ? hexadecimal() : decimal();
  }

  private Kind decimal() {
    return significand(10) && (at == end || exponent('e')) ? Kind.DECIMAL : Kind.NONE;
  }

  private Kind hexadecimal() {
    at += 2;
    if (!significand(16)) {
      return Kind.NONE;
    }
    if (at == end) {
      return Kind.HEXADECIMAL;
    }
    return exponent('p') ? Kind.BINARY : Kind.NONE;
  }

  private void sign() {
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
  }

  /** Digits with a point before, within or behind them, or none. */
  private boolean significand(int radix) {
    int digits = digits(radix);
    if (at < end && text[at] == '.') {
      at++;
      digits += digits(radix);
    }
    return digits > 0;
  }

  private boolean exponent(int mark) {
    if (lower(at) != mark) {
      return false;
    }
    at++;
    sign();
    return digits(10) > 0 && at == end;
  }

  private int digits(int radix) {
    int from = at;
    while (at < end && Character.digit(text[at], radix) >= 0) {
      at++;
    }
    return at - from;
  }

  private int lower(int place) {
    return Character.toLowerCase(text[place]);
  }

  private boolean is(String word) {
    if (end - at != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
