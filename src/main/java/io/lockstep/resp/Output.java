package io.lockstep.resp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A growing array of bytes to send, with the pieces that all frames consist of. */
final class Output {
  private static final int INITIAL_BYTES = 512;
  private static final int IDLE_BYTES = 64 << 10;
  private static final int CLEARS_PER_REVIEW = 64;
  private static final int HEADER_BYTES = 1 + 20 + 2; // kind, longest number, line end

  byte[] bytes = new byte[INITIAL_BYTES];
  int length;
  private int clears;
  private int longest; // of the lengths cleared since the last review

  /** Starts anew. Once in a while, memory that was not needed for many rounds is given back. */
  void clear() {
    longest = Math.max(longest, length);
    length = 0;
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
      grow((long) length + more);
    }
  }

  private void grow(long needed) {
    if (needed > Bytes.MAX_ARRAY) {
      throw new ReplyTooLargeException(needed);
    }
    try {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), Bytes.MAX_ARRAY));
    } catch (OutOfMemoryError full) {
      throw new ReplyTooLargeException(needed);
    }
  }

  void put(byte[] source) {
    put(source, 0, source.length);
  }

  void put(byte[] source, int start, int count) {
    ensure(count);
    System.arraycopy(source, start, bytes, length, count);
    length += count;
  }

  /** A kind, a number and a line end, such as {@code *3} or {@code :1000}. */
  void header(char kind, long number) {
    ensure(HEADER_BYTES);
    bytes[length++] = (byte) kind;
    digits(number);
    lineEnd();
  }

  /** Puts a header in place of {@code room} bytes at {@code at}, moving what follows. */
  void replace(int at, int room, char kind, long number) {
    int growth = 1 + Digits.count(number) + 2 - room;
    ensure(growth);
    System.arraycopy(bytes, at + room, bytes, at + room + growth, length - at - room);
    int end = length + growth;
    length = at;
    header(kind, number);
    length = end;
  }

  void bulk(byte[] source, int start, int count) {
    header('$', count);
    ensure(count + 2);
    System.arraycopy(source, start, bytes, length, count);
    length += count;
    lineEnd();
  }

  void bulk(MemorySegment source, long offset, int count) {
    header('$', count);
    ensure(count + 2);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, bytes, length, count);
    length += count;
    lineEnd();
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
