package io.lockstep.rdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The compression of RDB strings, in the format of Marc Lehmann's LibLZF.
 *
 * <p>The output is a row of items. A control byte {@code c < 32} precedes {@code c + 1} literal
 * bytes. Any other control byte is a reference: its upper three bits are the match length less 2 (7
 * adds the next byte to it), its lower five bits and the byte that follows are the distance less 1.
 */
public final class Lzf {
  /** No item yields more: three bytes of reference copy at most 264 bytes. */
  static final int MAX_RATIO = 88;

  private static final int MAX_LITERALS = 32;
  private static final int MAX_DISTANCE = 1 << 13;
  private static final int MAX_MATCH = 7 + 255 + 2;
  private static final int HASH_BITS = 13;
  private static final int FIRST_EPOCH = 1;
  private static final int FULL = -1;
  private static final int COARSENING = 5; // misses before the step grows, as a power of 2
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // seen[hash] - epoch = the last position with that hash; below 0: not in this input
  private final int[] seen = new int[1 << HASH_BITS];
  private int epoch = FIRST_EPOCH;
  private int match;

  /**
   * Compresses into {@code out} and returns the length, or 0 when it would take more than {@code
   * limit} bytes.
   */
  public int compress(byte[] in, int start, int length, byte[] out, int outStart, int limit) {
    openEpoch(length);
    int compressed = encode(in, start, start + length, out, outStart, outStart + limit);
    epoch += length;
    return compressed == FULL ? 0 : compressed - outStart;
  }

  private void openEpoch(int length) {
    if (epoch > Integer.MAX_VALUE - length) {
      Arrays.fill(seen, 0);
      epoch = FIRST_EPOCH;
    }
  }

  private int encode(byte[] in, int start, int end, byte[] out, int outStart, int outEnd) {
    int written = outStart;
    int pending = start; // in[pending..at) waits to be written as literals
    int bias = epoch - start;
    for (int at = search(in, start, end, bias); at >= 0; at = search(in, pending, end, bias)) {
      written = literals(in, pending, at, out, written, outEnd);
      if (written == FULL || written + 3 > outEnd) {
        return FULL;
      }
      int matched = matchLength(in, match, at, Math.min(end - at, MAX_MATCH));
      written = reference(at - match - 1, matched - 2, out, written);
      pending = at + matched;
      remember(in, pending - 2, end, bias);
    }
    return literals(in, pending, end, out, written, outEnd);
  }

  /**
   * The first position from {@code at} on whose three bytes were seen within reach, or -1; then
   * {@link #match} is where. Noise is searched ever more coarsely.
   */
  private int search(byte[] in, int at, int end, int bias) {
    int[] table = seen;
    int last = end - Integer.BYTES;
    for (int misses = 0; at <= last; at += 1 + (misses++ >>> COARSENING)) {
      int three = (int) INTS.get(in, at) & 0xffffff;
      int hash = hash(three);
      int candidate = table[hash];
      table[hash] = at + bias;
      if (candidate >= epoch
          && at + bias - candidate <= MAX_DISTANCE
          && ((int) INTS.get(in, candidate - bias) & 0xffffff) == three) {
        match = candidate - bias;
        return at;
      }
    }
    return -1;
  }

  private void remember(byte[] in, int at, int end, int bias) {
    if (at <= end - Integer.BYTES) {
      seen[hash((int) INTS.get(in, at) & 0xffffff)] = at + bias;
    }
  }

  private static int hash(int three) {
    return (three * 0x9E3779B1) >>> (32 - HASH_BITS);
  }

  private static int matchLength(byte[] in, int match, int at, int limit) {
    int n = 3;
    for (; n + 8 <= limit; n += 8) {
      long difference = (long) LONGS.get(in, match + n) ^ (long) LONGS.get(in, at + n);
      if (difference != 0) {
        return n + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
    }
    while (n < limit && in[match + n] == in[at + n]) {
      n++;
    }
    return n;
  }

  /** Writes {@code in[from..to)} and returns the new end of the output, or {@link #FULL}. */
  private static int literals(byte[] in, int from, int to, byte[] out, int at, int outEnd) {
    while (from < to) {
      int run = Math.min(to - from, MAX_LITERALS);
      if (at + 1 + run > outEnd) {
        return FULL;
      }
      out[at] = (byte) (run - 1);
      System.arraycopy(in, from, out, at + 1, run);
      from += run;
      at += 1 + run;
    }
    return at;
  }

  private static int reference(int distance, int length, byte[] out, int at) {
    if (length < 7) {
      out[at++] = (byte) (length << 5 | distance >>> 8);
    } else {
      out[at++] = (byte) (7 << 5 | distance >>> 8);
      out[at++] = (byte) (length - 7);
    }
    out[at++] = (byte) distance;
    return at;
  }

  /** Whether the input is well formed and expands to exactly {@code outLength} bytes. */
  public static boolean decompress(
      byte[] in, int start, int length, byte[] out, int outStart, int outLength) {
    int inEnd = start + length;
    int outEnd = outStart + outLength;
    int to = outStart;
    int at = start;
    while (at < inEnd) {
      int control = in[at++] & 0xff;
      if (control < MAX_LITERALS) {
        int run = control + 1;
        if (run > inEnd - at || run > outEnd - to) {
          return false;
        }
        System.arraycopy(in, at, out, to, run);
        at += run;
        to += run;
        continue;
      }
      int count = (control >>> 5) + 2;
      int more = count == 9 ? 2 : 1;
      if (more > inEnd - at) {
        return false;
      }
      count += more == 2 ? in[at++] & 0xff : 0;
      int distance = (((control & 0x1f) << 8) | (in[at++] & 0xff)) + 1;
      if (distance > to - outStart || count > outEnd - to) {
        return false;
      }
      repeat(out, to - distance, to, count);
      to += count;
    }
    return to == outEnd;
  }

  /** Copies forward byte by byte in effect: a source that runs into its copy repeats itself. */
  private static void repeat(byte[] bytes, int from, int to, int count) {
    if (to - from >= count) {
      System.arraycopy(bytes, from, bytes, to, count);
    } else if (to - from == 1) {
      Arrays.fill(bytes, to, to + count, bytes[from]);
    } else {
      for (int i = 0; i < count; i++) {
        bytes[to + i] = bytes[from + i];
      }
    }
  }
}
