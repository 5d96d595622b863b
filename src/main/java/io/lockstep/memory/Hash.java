package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A seeded hash of byte strings to 32 bits: folded 128-bit products of 8-byte words, after the
 * manner of wyhash. It is the same for bytes on the heap and in pages.
 */
public final class Hash {
  private static final VarHandle LONG_VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long WORD_SALT = 0x9E3779B97F4A7C15L;
  private static final long LENGTH_SALT = 0xD6E8FEB86659FD93L;

  private final long seed;
  private final long start;

  public Hash(long seed) {
    this.seed = seed;
    this.start = fold(seed ^ LENGTH_SALT, WORD_SALT);
  }

  public long seed() {
    return seed;
  }

  public int of(byte[] bytes, int from, int length) {
    long state = start;
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      state = step(state, (long) LONG_VIEW.get(bytes, from + at));
    }
    long tail = 0;
    for (; at < length; at++) {
      tail = tail << 8 | (bytes[from + at] & 0xFF);
    }
    return finish(state, tail, length);
  }

  public int of(MemorySegment segment, long from, int length) {
    long state = start;
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      state = step(state, segment.get(Pages.LONG, from + at));
    }
    long tail = 0;
    for (; at < length; at++) {
      tail = tail << 8 | (segment.get(JAVA_BYTE, from + at) & 0xFF);
    }
    return finish(state, tail, length);
  }

  private long step(long state, long word) {
    return fold(state ^ word, start ^ WORD_SALT);
  }

  private int finish(long state, long tail, int length) {
    long mixed = fold(state ^ tail ^ WORD_SALT, start ^ (length * LENGTH_SALT));
    return (int) (mixed ^ mixed >>> 32);
  }

  private static long fold(long a, long b) {
    return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
  }
}
