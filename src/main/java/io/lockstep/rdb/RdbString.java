package io.lockstep.rdb;

import io.lockstep.memory.Decimals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One string of a file, decoded from any encoding: where it lies in the file's bytes if it is whole
 * there, else in room of its own that the next string reuses.
 *
 * <p>A length is believed only as far as its bytes have arrived: room grows in strides, and a
 * compressed string may not claim more than compression can yield.
 */
final class RdbString {
  private static final int STRIDE_BYTES = 64 << 10;

  private final long maxBytes;
  private byte[] room = new byte[256]; // never less: a number fits
  private byte[] bytes = room;
  private int start;
  private int length;
  private byte[] compressed = new byte[256];

  RdbString(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Valid from {@link #start()}, for {@link #length()}, and until the next {@link #read}. */
  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  String text() {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  void read(RdbInput in) throws IOException {
    long at = in.offset();
    long announced = in.lengthOrSpecial();
    if (announced != RdbInput.NO_LENGTH) {
      readRaw(in, limited(at, announced));
    } else {
      readSpecial(in, at);
    }
  }

  /** Reads what follows a special encoding's first byte, which stood at {@code at}. */
  void readSpecial(RdbInput in, long at) throws IOException {
    switch (in.special()) {
      case RdbEncoding.INT_8 -> decimal(in.i8());
      case RdbEncoding.INT_16 -> decimal(in.i16());
      case RdbEncoding.INT_32 -> decimal(in.i32());
      case RdbEncoding.LZF -> readCompressed(in, at);
      default -> throw new CorruptRdbException(at, "unknown string encoding " + in.special());
    }
  }

  void readRaw(RdbInput in, int count) throws IOException {
    int at = in.passWithinPiece(count);
    if (at >= 0) {
      lies(in.piece(), at, count);
      return;
    }
    if (room.length < count) {
      room = grown(in, room, count);
    } else {
      in.bytes(room, 0, count);
    }
    lies(room, 0, count);
  }

  /** Is this part of an array from now on. */
  void lies(byte[] where, int from, int count) {
    bytes = where;
    start = from;
    length = count;
  }

  /** The length, when it is within what a string may have. */
  int limited(long at, long count) throws CorruptRdbException {
    if (count > maxBytes) {
      throw new CorruptRdbException(at, "string of " + count + " bytes; the limit is " + maxBytes);
    }
    return (int) count;
  }

  private void readCompressed(RdbInput in, long at) throws IOException {
    int packed = limited(at, in.length());
    int unpacked = limited(at, in.length());
    if (unpacked > (long) packed * Lzf.MAX_RATIO) {
      throw new CorruptRdbException(at, "compressed string claims " + unpacked + " bytes");
    }
    if (compressed.length < packed) {
      compressed = grown(in, compressed, packed);
    } else {
      in.bytes(compressed, 0, packed);
    }
    if (room.length < unpacked) {
      room = new byte[roomFor(unpacked)];
    }
    if (!Lzf.decompress(compressed, 0, packed, room, 0, unpacked)) {
      throw new CorruptRdbException(at, "compressed string does not expand to its length");
    }
    lies(room, 0, unpacked);
  }

  private static byte[] grown(RdbInput in, byte[] room, int count) throws IOException {
    int filled = 0;
    while (filled < count) {
      int stride = Math.min(count - filled, Math.max(STRIDE_BYTES, filled));
      if (room.length < filled + stride) {
        room = Arrays.copyOf(room, filled + stride == count ? roomFor(count) : filled + stride);
      }
      in.bytes(room, filled, stride);
      filled += stride;
    }
    return room;
  }

  private static int roomFor(int count) {
    return Math.max(count, Math.min(2 * count, STRIDE_BYTES));
  }

  private void decimal(int number) {
    lies(room, 0, Decimals.write(number, room));
  }
}
