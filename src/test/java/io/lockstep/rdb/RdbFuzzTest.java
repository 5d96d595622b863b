package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Scales;
import io.lockstep.keyspace.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files end in one of the two errors, or in a load that is whole; nothing else. */
class RdbMutationTest {
  private static final long SEED = Long.getLong("mutation.seed", 20_260_405);
  private static final int ROUNDS = Integer.getInteger("mutation.rounds", 20_000);
  private static final long MAX_RESERVED_BYTES = 64L << 20;
  private static final RdbReadOptions OPTIONS =
      RdbReadOptions.forReplica(NOW_MS).withVerification(false).withLimits(1 << 20, 10_000);

  private static final List<String> RESOURCES =
      List.of(
          "dump-lfu",
          "dump-lru",
          "multiple_databases",
          "integer_keys",
          "easily_compressible_string_key",
          "rdb_version_5_with_checksum",
          "dump-module-2",
          "module",
          "dump-stream",
          "hash-zipmap",
          "hash_as_ziplist",
          "hash-ziplist",
          "zset-ziplist",
          "sorted_set_as_ziplist",
          "intset_32",
          "intset_64",
          "ziplist_with_integers",
          "encodings");

  private long mostReserved;

  @Test
  void survivesDamagedFiles() throws IOException {
    List<byte[]> files = files();
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = damaged(random, files.get(random.nextInt(files.size())));
      load(file, round);
    }
    assertThat(mostReserved).isLessThan(MAX_RESERVED_BYTES);
  }

  private void load(byte[] file, int round) {
    var reader = new RdbReader(OPTIONS, seed -> new Keyspace(4, seed.orElse(1)));
    try (Keyspace keyspace = reader.load(new ByteArrayInputStream(file)).keyspace()) {
      mostReserved = Math.max(mostReserved, keyspace.bytesReserved());
      Scales.assertBalanced(keyspace);
      written(keyspace, RdbWriteOptions.usual());
    } catch (CorruptRdbException | UnsupportedRdbException expected) {
      assertThat(expected.getMessage()).contains("RDB at byte");
    } catch (Throwable other) {
      fail("-Dmutation.seed=%d round %d".formatted(SEED, round), other);
    }
  }

  private static byte[] damaged(Random random, byte[] sound) {
    byte[] file = sound.clone();
    return switch (random.nextInt(4)) {
      case 0 -> flipped(random, file);
      case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 2 -> blownUp(random, file);
      default -> spliced(random, file);
    };
  }

  private static byte[] flipped(Random random, byte[] file) {
    for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
      file[anywhere(random, file)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  /** Puts the head of a wide length, or an opcode, where anything may have been. */
  private static byte[] blownUp(Random random, byte[] file) {
    int[] heads = {0x80, 0x81, 0xC0, 0xC3, 0x7F, 0xF5, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFE};
    int at = anywhere(random, file);
    file[at] = (byte) heads[random.nextInt(heads.length)];
    for (int i = at + 1; i < Math.min(file.length, at + 1 + random.nextInt(9)); i++) {
      file[i] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
    }
    return file;
  }

  private static byte[] spliced(Random random, byte[] file) {
    int from = anywhere(random, file);
    int to = anywhere(random, file);
    int length = random.nextInt(file.length - Math.max(from, to) + 1);
    System.arraycopy(file, from, file, to, length);
    return file;
  }

  /** Mostly behind the magic, whose damage is found at once. */
  private static int anywhere(Random random, byte[] file) {
    return random.nextInt(20) == 0
        ? random.nextInt(file.length)
        : 9 + random.nextInt(file.length - 9);
  }

  private static List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : RESOURCES) {
      files.add(Loads.resource(name));
    }
    for (RdbVersion version : RdbVersion.values()) {
      RdbWriteOptions options = RdbWriteOptions.usual().withVersion(version);
      files.add(written(options.withAccess(RdbAccess.IDLE, 1)));
      files.add(written(options.withCompression(false)));
    }
    files.add(written(RdbWriteOptions.usual().forLockstep(true)));
    files.add(
        RdbBytes.version(12)
            .moduleAux()
            .u8(RdbOpcode.FUNCTION2)
            .string("library")
            .u8(RdbOpcode.SLOT_INFO, 5, 1, 0)
            .key("a", "b")
            .finished());
    return files;
  }

  private static byte[] written(RdbWriteOptions options) throws IOException {
    try (var keyspace = new Keyspace(4, 1)) {
      Samples.fill(keyspace, new Random(SEED), options.version());
      return written(keyspace, options);
    }
  }

  private static byte[] written(Keyspace keyspace, RdbWriteOptions options) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(options).write(snapshot, RdbHeader.of("7.2.6", NOW_MS), sink);
    }
    return sink.toByteArray();
  }
}
