package io.lockstep.resp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to send, with the parts that all frames consist of: an array that grows up to a bound, and
 * before it what was sealed when that was reached.
 */
final class Output {
  private static final int INITIAL_BYTES = 512;
  private static final int IDLE_BYTES = 64 << 10;
  private static final int CLEARS_PER_REVIEW = 64;
  private static final int HEADER_BYTES = 1 + 20 + 2; // kind, longest number, line end

  /** An array that would get longer is sealed, but for a text that comes in one go. */
  static final int SEALED_BEYOND_BYTES = 64 << 10;

  /** A bulk of fewer bytes has no more than two digits in its header. */
  private static final int SHORT_BULK_BYTES = 100;

  private static final int DEFERRED_BYTES = 4; // a header with one digit

  byte[] bytes = new byte[INITIAL_BYTES];
  int length; // in the array
  private final @Nullable LongReply sealed;
  private int[] marks = new int[4]; // of headers that are not told yet, innermost last
  private int markCount;
  private int clears;
  private int longest; // of the lengths cleared since the last review

  /** Bytes in an array only. */
  Output() {
    sealed = null;
  }

  /** Bytes of which the first are sealed when they become many. */
  Output(LongReply sealed) {
    this.sealed = sealed;
  }

  /** Where the array's first byte is among all. */
  int base() {
    return sealed == null ? 0 : sealed.length();
  }

  /** Starts anew. Once in a while, memory that was not needed for many rounds is given back. */
  void clear() {
    longest = Math.max(longest, length);
    length = 0;
    markCount = 0;
    if (sealed != null && !sealed.isEmpty()) {
      sealed.clear();
    }
    if (++clears >= CLEARS_PER_REVIEW) {
      review();
    }
  }

  private void review() {
    if (bytes.length > IDLE_BYTES && longest < bytes.length / 4) {
      bytes = new byte[Math.max(INITIAL_BYTES, 2 * longest)];
    }
    clears = 0;
    longest = 0;
  }

  void shrink() {
    if (length == 0 && bytes.length > INITIAL_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  void ensure(int more) {
    if (bytes.length - length < more) {
      makeRoom(more);
    }
  }

  private void makeRoom(int more) {
    if (sealed != null && length > 0 && (long) length + more > SEALED_BEYOND_BYTES) {
      seal(sealed);
    }
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, grownSize((long) length + more));
    }
  }

  private int grownSize(long needed) {
    return (int) Math.min(Math.max(needed, 2L * bytes.length), Bytes.MAX_ARRAY);
  }

  /** Moves the array's bytes out of the heap; headers to be told later keep their places. */
  private void seal(LongReply into) {
    int base = into.length();
    int done = 0;
    for (int i = 0; i < markCount && !into.isLost(); i++) {
      int mark = marks[i] - base;
      if (mark >= 0) {
        sealBytes(into, done, mark);
        into.late((char) bytes[mark], bytes[mark + 1], DEFERRED_BYTES);
        done = mark + DEFERRED_BYTES;
      }
    }
    sealBytes(into, done, length);
    longest = Math.max(longest, length);
    length = 0;
  }

  /** Seals what is there. */
  void sealAll() {
    if (sealed != null) {
      seal(sealed);
    }
  }

  private void sealBytes(LongReply into, int from, int to) {
    into.put(MemorySegment.ofArray(bytes), from, to - from);
  }

  void put(byte[] source) {
    put(source, 0, source.length);
  }

  void put(byte[] source, int start, int count) {
    if (sealed != null && count > SEALED_BEYOND_BYTES) {
      put(MemorySegment.ofArray(source), start, count);
      return;
    }
    ensure(count);
    System.arraycopy(source, start, bytes, length, count);
    length += count;
  }

  private void put(MemorySegment source, long offset, int count) {
    if (sealed != null && count > SEALED_BEYOND_BYTES) {
      seal(sealed);
      sealed.put(source, offset, count);
      return;
    }
    ensure(count);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, bytes, length, count);
    length += count;
  }

  /** Leaves room for a header, notes in it which it will be, and returns its mark. */
  int defer(char kind, int repliesPerCount) {
    ensure(DEFERRED_BYTES);
    int mark = base() + length;
    bytes[length] = (byte) kind;
    bytes[length + 1] = (byte) repliesPerCount;
    length += DEFERRED_BYTES;
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, 2 * markCount);
    }
    marks[markCount++] = mark;
    return mark;
  }

  /** Tells the count of the header at the mark, the innermost that is not told yet. */
  void settle(int mark, int count) {
    if (markCount == 0 || marks[--markCount] != mark) {
      throw new IllegalStateException("The header at " + mark + " is not the one to be told next");
    }
    if (sealed != null && sealed.isLost()) {
      return;
    }
    int at = mark - base();
    if (at >= 0) {
      replace(at, DEFERRED_BYTES, (char) bytes[at], (long) count * bytes[at + 1]);
    } else if (sealed != null) {
      sealed.settle(mark, count);
    }
  }

  /** Drops what was written after there were {@code to} bytes. */
  void rewind(int to) {
    while (markCount > 0 && marks[markCount - 1] >= to) {
      markCount--;
    }
    length = Math.max(0, to - base());
    if (sealed != null && to < sealed.length()) {
      sealed.rewind(to);
    }
  }

  /** A kind, a number and a line end, such as {@code *3} or {@code :1000}. */
  void header(char kind, long number) {
    ensure(HEADER_BYTES);
    bytes[length++] = (byte) kind;
    digits(number);
    lineEnd();
  }

  /** Puts a header in place of {@code room} bytes at {@code at}, moving what follows. */
  private void replace(int at, int room, char kind, long number) {
    int growth = 1 + Digits.count(number) + 2 - room;
    if (bytes.length - length < HEADER_BYTES) {
      bytes = Arrays.copyOf(bytes, grownSize((long) length + HEADER_BYTES));
    }
    System.arraycopy(bytes, at + room, bytes, at + room + growth, length - at - room);
    int end = length + growth;
    length = at;
    header(kind, number);
    length = end;
  }

  void bulk(byte[] source, int start, int count) {
    header('$', count);
    put(source, start, count);
    lineEnd();
  }

  void bulk(MemorySegment source, long offset, int count) {
    if (count < SHORT_BULK_BYTES) {
      shortBulk(source, offset, count);
    } else {
      header('$', count);
      put(source, offset, count);
      lineEnd();
    }
  }

  /** Most elements of collections are short: room is asked for once, and the place kept at hand. */
  private void shortBulk(MemorySegment source, long offset, int count) {
    ensure(HEADER_BYTES + SHORT_BULK_BYTES + 2);
    byte[] to = bytes;
    int at = length;
    to[at++] = '$';
    if (count >= 10) {
      to[at++] = (byte) ('0' + count / 10);
    }
    to[at++] = (byte) ('0' + count % 10);
    to[at++] = Bytes.CR;
    to[at++] = Bytes.LF;
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, to, at, count);
    at += count;
    to[at++] = Bytes.CR;
    to[at++] = Bytes.LF;
    length = at;
  }

  /** A bulk of the number's decimal digits. */
  void bulk(long number) {
    header('$', Digits.count(number));
    ensure(HEADER_BYTES);
    digits(number);
    lineEnd();
  }

  /** A bulk with a byte per char. */
  void bulk(String text) {
    header('$', text.length());
    ensure(text.length() + 2);
    chars(text);
    lineEnd();
  }

  /** A kind, a line of text with a byte per char and line breaks as spaces, and a line end. */
  void line(char kind, String text) {
    ensure(text.length() + 3);
    bytes[length++] = (byte) kind;
    int start = length;
    chars(text);
    flatten(start);
    lineEnd();
  }

  private void chars(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[length++] = (byte) (c < 256 ? c : '?');
    }
  }

  private void flatten(int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == Bytes.CR || bytes[i] == Bytes.LF) {
        bytes[i] = ' ';
      }
    }
  }

  private void digits(long number) {
    length += Digits.write(number, bytes, length);
  }

  void lineEnd() {
    ensure(2);
    bytes[length++] = Bytes.CR;
    bytes[length++] = Bytes.LF;
  }
}
