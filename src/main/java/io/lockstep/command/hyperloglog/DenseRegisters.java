package io.lockstep.command.hyperloglog;

/** Registers of six bits each, the first one in the lowest bits of the first byte. */
final class DenseRegisters {
  /** Bytes of a dense sketch. */
  static final int SKETCH_BYTES = Sketch.HEADER_BYTES + Sketch.REGISTERS * 6 / 8;

  private static final int WIDTH = 6;
  private static final int MASK = (1 << WIDTH) - 1;
  private static final int GROUP = 4; // registers that fill whole bytes
  private static final int GROUP_BYTES = 3;

  private DenseRegisters() {}

  static int get(SketchBytes bytes, int index) {
    int at = byteOf(index);
    int both = bytes.at(at) | bytes.at(at + 1) << 8;
    return (both >>> shiftOf(index)) & MASK;
  }

  /** Writes a register; the bytes must be owned. */
  static void set(SketchBytes bytes, int index, int value) {
    int at = byteOf(index);
    int shift = shiftOf(index);
    bytes.put(at, (bytes.at(at) & ~(MASK << shift)) | value << shift);
    if (shift + WIDTH > 8) {
      int above = 8 - shift;
      bytes.put(at + 1, (bytes.at(at + 1) & ~(MASK >>> above)) | value >>> above);
    }
  }

  private static int byteOf(int index) {
    return Sketch.HEADER_BYTES + ((index * WIDTH) >>> 3);
  }

  private static int shiftOf(int index) {
    return (index * WIDTH) & 7;
  }

  /** Writes every register; the bytes must be owned. */
  static void pack(byte[] registers, SketchBytes bytes) {
    int at = Sketch.HEADER_BYTES;
    for (int i = 0; i < registers.length; i += GROUP, at += GROUP_BYTES) {
      int group = registers[i] | registers[i + 1] << WIDTH;
      group |= registers[i + 2] << (2 * WIDTH) | registers[i + 3] << (3 * WIDTH);
      bytes.put(at, group);
      bytes.put(at + 1, group >>> 8);
      bytes.put(at + 2, group >>> 16);
    }
  }

  /** Raises each register to what it is here. */
  static void mergeInto(byte[] registers, SketchBytes bytes) {
    int at = Sketch.HEADER_BYTES;
    for (int i = 0; i < registers.length; i += GROUP, at += GROUP_BYTES) {
      int group = group(bytes, at);
      for (int j = i; j < i + GROUP; j++, group >>>= WIDTH) {
        registers[j] = (byte) Math.max(registers[j], group & MASK);
      }
    }
  }

  static void count(SketchBytes bytes, int[] histogram) {
    for (int at = Sketch.HEADER_BYTES; at < SKETCH_BYTES; at += GROUP_BYTES) {
      int group = group(bytes, at);
      for (int j = 0; j < GROUP; j++, group >>>= WIDTH) {
        histogram[group & MASK]++;
      }
    }
  }

  private static int group(SketchBytes bytes, int at) {
    return bytes.at(at) | bytes.at(at + 1) << 8 | bytes.at(at + 2) << 16;
  }
}
