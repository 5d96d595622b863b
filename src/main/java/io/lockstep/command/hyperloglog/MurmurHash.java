package io.lockstep.command.hyperloglog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The hash of elements: MurmurHash64A by Austin Appleby, with the seed that Redis gives it. */
final class MurmurHash {
  private static final long SEED = 0xadc83b19L;
  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private MurmurHash() {}

  static long of(byte[] bytes, int start, int length) {
    long hash = SEED ^ (length * FACTOR);
    int end = start + length;
    int at = start;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ mixed((long) LONGS.get(bytes, at))) * FACTOR;
    }
    if (at < end) {
      hash = (hash ^ rest(bytes, at, end)) * FACTOR;
    }
    hash = (hash ^ (hash >>> SHIFT)) * FACTOR;
    return hash ^ (hash >>> SHIFT);
  }

  private static long mixed(long word) {
    long product = word * FACTOR;
    return (product ^ (product >>> SHIFT)) * FACTOR;
  }

  private static long rest(byte[] bytes, int start, int end) {
    long word = 0;
    for (int at = end - 1; at >= start; at--) {
      word = word << 8 | (bytes[at] & 0xff);
    }
    return word;
  }
}
