package io.lockstep.admin;

import java.util.BitSet;

/**
 * Finds where a command begins in a piece of the stream that was cut anywhere.
 *
 * <p>A value may look like a command, so one well-formed command proves nothing. A position is
 * taken when commands follow one another from it to the end of the piece: after a look-alike inside
 * a value comes the rest of that value, which is no command. Positions tried once are not tried
 * again, and {@link #MAX_BULKS} bounds what is left, whatever the values hold.
 */
final class FrameScanner {
  private static final int BROKEN = -1;
  private static final int CUT = -2;
  private static final int MAX_DIGITS = 10;
  private static final int MAX_BULKS = 4 << 20;

  private final byte[] bytes;
  private final boolean isEndWhole; // the piece ends where a command ends
  private final BitSet tried = new BitSet();
  private int bulks;
  private int at; // BROKEN, CUT, or 0 <= at <= bytes.length

  FrameScanner(byte[] bytes, boolean isEndWhole) {
    this.bytes = bytes;
    this.isEndWhole = isEndWhole;
  }

  /** The first position from which commands follow one another to the end; the end if none. */
  int firstBoundary() {
    int position = 0;
    while (position < bytes.length && !(bytes[position] == '*' && reachesEnd(position))) {
      position++;
    }
    return position;
  }

  private boolean reachesEnd(int from) {
    at = from;
    while (at >= 0 && at < bytes.length && !tried.get(at)) {
      tried.set(at);
      frame();
    }
    return at == bytes.length || (at == CUT && !isEndWhole);
  }

  private void frame() {
    if (bytes[at] == '\n') {
      at++; // a master's sign of life; CR LF would be the end of a value that ends in look-alikes
      return;
    }
    long count = lengthLine('*');
    for (long i = 0; i < count && at >= 0; i++) {
      bulk(lengthLine('$'));
    }
  }

  private void bulk(long length) {
    if (at < 0) {
      return;
    }
    if (++bulks > MAX_BULKS) {
      at = BROKEN;
    } else if (at + length + 2 > bytes.length) {
      at = CUT;
    } else {
      at += (int) length;
      lineEnd();
    }
  }

  private long lengthLine(char mark) {
    if (at == bytes.length) {
      at = CUT;
      return 0;
    }
    if (bytes[at] != mark) {
      at = BROKEN;
      return 0;
    }
    at++;
    return number();
  }

  private long number() {
    long value = 0;
    int start = at;
    while (at < bytes.length && isDigit(bytes[at]) && at - start < MAX_DIGITS) {
      value = 10 * value + (bytes[at++] - '0');
    }
    if (at == start && at < bytes.length) {
      at = BROKEN;
    } else {
      lineEnd();
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private void lineEnd() {
    if (at + 2 > bytes.length) {
      at = CUT;
    } else {
      at = bytes[at] == '\r' && bytes[at + 1] == '\n' ? at + 2 : BROKEN;
    }
  }
}
