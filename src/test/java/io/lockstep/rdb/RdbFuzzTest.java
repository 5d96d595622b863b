package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Scales;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files end in one of the two errors, or in data that holds together and is written and
 * read again; nothing else, and within bounded memory, whatever lengths they claim.
 */
class RdbFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_405);
  private static final int ROUNDS = Integer.getInteger("fuzz.mutations", 20_000);

  /** In native memory: a file's word on its size is trusted up to a number of keys. */
  private static final long MAX_RESERVED_BYTES = 128L << 20;

  private static final long MAX_HEAP_BYTES = 64L << 20;
  private static final int MOST_AT_ONCE = 64;
  private static final RdbReadOptions OPTIONS =
      RdbReadOptions.forReplica(NOW_MS).withVerification(false);
  private static final List<RdbVersion> AGAIN =
      List.of(RdbVersion.V9, RdbVersion.V10, RdbVersion.V11, RdbVersion.V12, RdbVersion.VALKEY_80);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Random random = new Random(SEED);
  private Keyspace opened = new Keyspace(1, 1); // the last one
  private long mostReserved; // while it was filled
  private int whole;

  /** A version that can't hold a value would silently be another one. */
  @Test
  void damagesFilesOfEveryVersion() throws IOException {
    var versions = new TreeSet<Integer>();
    for (byte[] file : new DamagedFiles(SEED).sound()) {
      try {
        RdbContents contents = Loads.load(file);
        contents.keyspace().close();
        versions.add(contents.version());
      } catch (UnsupportedRdbException module) {
        // damaged as well
      }
    }
    assertThat(versions).contains(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 80);
  }

  @Test
  @Timeout(1_200)
  void survivesDamagedFiles() throws IOException {
    var files = new DamagedFiles(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = files.next();
      try {
        load(file);
      } catch (Throwable other) {
        fail("-Dfuzz.seed=%d round %d".formatted(SEED, round), other);
      }
    }
    assertThat(whole).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  private void load(byte[] file) throws IOException {
    var reader = new RdbReader(OPTIONS, seed -> open(seed.orElse(1)));
    long before = threads.getCurrentThreadAllocatedBytes();
    mostReserved = 0;
    try (Keyspace keyspace = reader.load(new Trickle(file)).keyspace()) {
      isWithinBounds(before);
      holdsTogether(keyspace);
      whole++;
    } catch (CorruptRdbException expected) {
      isWithinBounds(before);
      isClear(expected, expected.offset(), file);
    } catch (UnsupportedRdbException expected) {
      isWithinBounds(before);
      isClear(expected, expected.offset(), file);
    }
  }

  private void isWithinBounds(long allocatedBefore) {
    look();
    assertThat(threads.getCurrentThreadAllocatedBytes() - allocatedBefore)
        .isLessThan(MAX_HEAP_BYTES);
    assertThat(mostReserved).isLessThan(MAX_RESERVED_BYTES);
  }

  private void look() {
    mostReserved = Math.max(mostReserved, opened.bytesReserved());
  }

  private void isClear(IOException refusal, long offset, byte[] file) {
    assertThat(refusal.getMessage()).contains("RDB at byte " + offset + ": ");
    assertThat(offset).isBetween(0L, (long) file.length);
    assertThat(opened.bytesReserved()).isZero();
  }

  /** Gives a file a few bytes at a time, and sees what has been made of them so far. */
  private final class Trickle extends ByteArrayInputStream {
    private Trickle(byte[] file) {
      super(file);
    }

    @Override
    public synchronized int read(byte[] into, int start, int length) {
      look();
      return super.read(into, start, Math.min(length, 1 + random.nextInt(MOST_AT_ONCE)));
    }
  }

  private Keyspace open(long seed) {
    opened = new Keyspace(4, seed);
    return opened;
  }

  private void holdsTogether(Keyspace keyspace) throws IOException {
    Scales.assertBalanced(keyspace);
    RdbVersion version = AGAIN.get(random.nextInt(AGAIN.size()));
    byte[] again = DamagedFiles.written(keyspace, RdbWriteOptions.usual().withVersion(version));
    assertThat(Shown.of(again)).isEqualTo(Shown.of(keyspace));
  }
}
