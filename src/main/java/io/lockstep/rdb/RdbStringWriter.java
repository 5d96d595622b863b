package io.lockstep.rdb;

import io.lockstep.memory.Decimals;
import io.lockstep.memory.Element;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings as Redis does (rdbSaveRawString): a number of up to 32 bits as such, more than 20
 * bytes compressed where that saves at least four, anything else as it is.
 */
final class RdbStringWriter {
  /** As many characters as {@code -2147483648} has. */
  private static final int LONGEST_NUMBER = 11;

  private static final int MIN_COMPRESSED_BYTES = 21;
  private static final int MIN_SAVING_BYTES = 4;

  /** A longer string goes out as it is: compressing takes heap of twice its length. */
  private static final int MAX_COMPRESSED_BYTES = 16 << 20;

  private final RdbOutput out;
  private final boolean isCompressing;
  private @Nullable Lzf lzf; // made when it is first needed: its table is large
  private byte[] plain = new byte[1024];
  private byte[] packed = new byte[1024];

  RdbStringWriter(RdbOutput out, boolean isCompressing) {
    this.out = out;
    this.isCompressing = isCompressing;
  }

  void write(MemorySegment from, long start, int length) throws IOException {
    boolean isLong = length >= MIN_COMPRESSED_BYTES;
    if (length > MAX_COMPRESSED_BYTES || (isLong && !isCompressing)) {
      out.length(length);
      out.bytes(from, start, length);
      return;
    }
    plain = atLeast(plain, length);
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, start, plain, 0, length);
    write(plain, 0, length);
  }

  void write(byte[] from, int start, int length) throws IOException {
    if (!writeNumber(from, start, length) && !writeCompressed(from, start, length)) {
      out.length(length);
      out.bytes(from, start, length);
    }
  }

  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    write(bytes, 0, bytes.length);
  }

  private boolean writeNumber(byte[] from, int start, int length) throws IOException {
    if (length > LONGEST_NUMBER) {
      return false;
    }
    long number = Decimals.parse(from, start, length);
    if (number != (int) number) {
      return false;
    }
    writeNumber((int) number);
    return true;
  }

  private void writeNumber(int number) throws IOException {
    if (number == (byte) number) {
      out.u8(RdbEncoding.special(RdbEncoding.INT_8));
      out.u8(number);
    } else if (number == (short) number) {
      out.u8(RdbEncoding.special(RdbEncoding.INT_16));
      out.i16(number);
    } else {
      out.u8(RdbEncoding.special(RdbEncoding.INT_32));
      out.i32(number);
    }
  }

  private boolean writeCompressed(byte[] from, int start, int length) throws IOException {
    if (!mayCompress(length)) {
      return false;
    }
    packed = atLeast(packed, length);
    int count = lzf().compress(from, start, length, packed, 0, length - MIN_SAVING_BYTES);
    if (count == 0) {
      return false;
    }
    out.u8(RdbEncoding.special(RdbEncoding.LZF));
    out.length(count);
    out.length(length);
    out.bytes(packed, 0, count);
    return true;
  }

  private Lzf lzf() {
    Lzf made = lzf == null ? new Lzf() : lzf;
    lzf = made;
    return made;
  }

  /** Whether a string of this length is compressed if that saves enough. */
  boolean mayCompress(long length) {
    return isCompressing && length >= MIN_COMPRESSED_BYTES && length <= MAX_COMPRESSED_BYTES;
  }

  private static byte[] atLeast(byte[] room, int length) {
    return room.length >= length ? room : new byte[Math.max(length, 2 * room.length)];
  }

  /** Writes an element of a collection. */
  void write(Element element) throws IOException {
    write(element.segment(), element.offset(), element.length());
  }
}
