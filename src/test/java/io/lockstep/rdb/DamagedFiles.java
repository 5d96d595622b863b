package io.lockstep.rdb;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sound files of every version and type, and as many damaged ones as are asked for. */
final class DamagedFiles {
  private static final long SEED = 20_260_405;

  private static final List<String> RESOURCES =
      List.of(
          "binarydump",
          "dictionary",
          "dump-lfu",
          "dump-lru",
          "dump-module-2",
          "dump-stream",
          "dumpV7",
          "dumpV9",
          "easily_compressible_string_key",
          "empty_database",
          "encodings",
          "function",
          "hash-ziplist",
          "hash-zipmap",
          "hash_as_ziplist",
          "integer_keys",
          "intset_32",
          "intset_64",
          "keys_with_expiry",
          "module",
          "multiple_databases",
          "parser_filters",
          "rdb_version_5_with_checksum",
          "regular_set",
          "scriptbackup",
          "sorted_set_as_ziplist",
          "uncompressible_string_keys",
          "ziplist_that_compresses_easily",
          "ziplist_that_doesnt_compress",
          "ziplist_with_integers",
          "zipmap_that_compresses_easily",
          "zipmap_that_doesnt_compress",
          "zset-ziplist");

  /** First bytes of wide lengths, encodings and opcodes. */
  private static final int[] HEADS = {
    0x00, 0x3F, 0x40, 0x7F, 0x80, 0x81, 0xC0, 0xC1, 0xC2, 0xC3, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xF9,
    0xFA, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF
  };

  private static final int MAGIC_BYTES = 9;
  private static final int LONGEST_INSERT = 12;

  private final Random random;
  private final List<byte[]> sound;

  DamagedFiles(long seed) throws IOException {
    random = new Random(seed);
    sound = soundFiles();
  }

  /** Those that the damage is done to. */
  List<byte[]> sound() {
    return sound;
  }

  /** The next damaged file. */
  byte[] next() {
    byte[] file = sound.get(random.nextInt(sound.size())).clone();
    for (int damages = random.nextInt(4) == 0 ? 2 : 1; damages > 0; damages--) {
      file = file.length <= MAGIC_BYTES ? file : damaged(file);
    }
    return file;
  }

  private byte[] damaged(byte[] file) {
    return switch (random.nextInt(7)) {
      case 0 -> flipped(file);
      case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 2 -> blownUp(file);
      case 3 -> spliced(file);
      case 4 -> swapped(file);
      case 5 -> withMore(file);
      default -> withAnotherByte(file);
    };
  }

  private byte[] flipped(byte[] file) {
    for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
      file[anywhere(file)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  /** Puts the head of a wide length, or an opcode, where anything may have been. */
  private byte[] blownUp(byte[] file) {
    int at = anywhere(file);
    file[at] = (byte) HEADS[random.nextInt(HEADS.length)];
    for (int i = at + 1; i < Math.min(file.length, at + 1 + random.nextInt(9)); i++) {
      file[i] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
    }
    return file;
  }

  private byte[] spliced(byte[] file) {
    int from = anywhere(file);
    int to = anywhere(file);
    int length = random.nextInt(file.length - Math.max(from, to) + 1);
    System.arraycopy(file, from, file, to, length);
    return file;
  }

  private byte[] swapped(byte[] file) {
    int one = anywhere(file);
    int other = anywhere(file);
    byte kept = file[one];
    file[one] = file[other];
    file[other] = kept;
    return file;
  }

  /** Bytes are put in between, or left out. */
  private byte[] withMore(byte[] file) {
    int at = anywhere(file);
    int bytes = random.nextInt(LONGEST_INSERT);
    boolean isInsert = random.nextBoolean();
    int from = isInsert ? at : Math.min(file.length, at + bytes);
    int to = isInsert ? at + bytes : at;
    byte[] longer = Arrays.copyOf(file, to + file.length - from);
    System.arraycopy(file, from, longer, to, file.length - from);
    return longer;
  }

  private byte[] withAnotherByte(byte[] file) {
    file[anywhere(file)] =
        (byte) (random.nextBoolean() ? HEADS[random.nextInt(HEADS.length)] : random.nextInt(32));
    return file;
  }

  /** Mostly behind the magic, whose damage is found at once. */
  private int anywhere(byte[] file) {
    return file.length <= MAGIC_BYTES || random.nextInt(20) == 0
        ? random.nextInt(file.length)
        : MAGIC_BYTES + random.nextInt(file.length - MAGIC_BYTES);
  }

  // ---- what they are made of

  private static List<byte[]> soundFiles() throws IOException {
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
    files.add(RdbDialectTest.metadata(RdbBytes.version(13), 1).key("a", "b").finished());
    files.add(RdbDialectTest.streamWithProducers().finished());
    files.add(TimedHashFilesTest.listpackOfBeforeTheRelease());
    files.add(TimedHashFilesTest.fieldsOfBeforeTheRelease());
    return files;
  }

  private static byte[] written(RdbWriteOptions options) throws IOException {
    try (var keyspace = new Keyspace(4, 1)) {
      Samples.fill(keyspace, new Random(SEED), options.version());
      return written(keyspace, options);
    }
  }

  static byte[] written(Keyspace keyspace, RdbWriteOptions options) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(options).write(snapshot, RdbHeader.of("7.2.6", Loads.NOW_MS), sink);
    }
    return sink.toByteArray();
  }
}
