package io.lockstep.memory;

/**
 * The sizes that blocks come in: steps of 8 bytes to 512, of 64 bytes to 4 KiB, then eight steps
 * for each power of two. A class lays its blocks out in runs of 64 KiB chunks that waste little.
 */
final class SizeClass {
  static final int CHUNK_BYTES_LOG = 16;
  static final long CHUNK_BYTES = 1L << CHUNK_BYTES_LOG;
  static final int COUNT = 192;

  /** Blocks over half a page get a segment of their own. */
  static final long MAX_BYTES = Pages.PAGE_BYTES / 2;

  private static final int FINE_LIMIT = 512;
  private static final int MIDDLE_LIMIT = 4096;
  private static final int MIDDLE_LIMIT_LOG = 12;
  private static final int MIDDLE_FIRST = 64;
  private static final int POWER_FIRST = 120;
  private static final int MAX_PACKED_CHUNKS = 9;

  private static final int[] RUN_CHUNKS = new int[COUNT];
  private static final int[] RUN_BLOCKS = new int[COUNT];

  static {
    for (int sizeClass = 0; sizeClass < COUNT; sizeClass++) {
      RUN_CHUNKS[sizeClass] = bestRun(capacity(sizeClass));
      RUN_BLOCKS[sizeClass] = (int) (RUN_CHUNKS[sizeClass] * CHUNK_BYTES / capacity(sizeClass));
    }
  }

  private SizeClass() {}

  static int of(long bytes) {
    if (bytes <= FINE_LIMIT) {
      return (int) (bytes - 1) >>> 3;
    }
    if (bytes <= MIDDLE_LIMIT) {
      return MIDDLE_FIRST + ((int) (bytes - FINE_LIMIT - 1) >>> 6);
    }
    int power = 63 - Long.numberOfLeadingZeros(bytes - 1);
    int eighth = (int) ((bytes - 1) >>> (power - 3)) & 7;
    return POWER_FIRST + (power - MIDDLE_LIMIT_LOG) * 8 + eighth;
  }

  /** Bytes of a block in this class. */
  static long capacity(int sizeClass) {
    if (sizeClass < MIDDLE_FIRST) {
      return (sizeClass + 1L) << 3;
    }
    if (sizeClass < POWER_FIRST) {
      return FINE_LIMIT + ((sizeClass - MIDDLE_FIRST + 1L) << 6);
    }
    int power = MIDDLE_LIMIT_LOG + ((sizeClass - POWER_FIRST) >>> 3);
    return (9L + ((sizeClass - POWER_FIRST) & 7)) << (power - 3);
  }

  static int runChunks(int sizeClass) {
    return RUN_CHUNKS[sizeClass];
  }

  static int runBlocks(int sizeClass) {
    return RUN_BLOCKS[sizeClass];
  }

  private static int bestRun(long blockBytes) {
    int best = (int) ((blockBytes + CHUNK_BYTES - 1) >>> CHUNK_BYTES_LOG);
    for (int chunks = best + 1; chunks <= MAX_PACKED_CHUNKS; chunks++) {
      // A longer run must pay: it holds memory that one small value would keep.
      if (wastePermille(chunks, blockBytes) + 40 < wastePermille(best, blockBytes)) {
        best = chunks;
      }
    }
    return best;
  }

  private static long wastePermille(int chunks, long blockBytes) {
    long bytes = chunks * CHUNK_BYTES;
    return bytes % blockBytes * 1000 / bytes;
  }
}
