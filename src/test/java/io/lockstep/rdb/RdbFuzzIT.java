package io.lockstep.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.keyspace.Keyspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a damaged file is data that a real Redis takes. */
class RdbFuzzIT {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_410);
  private static final int FILES = Integer.getInteger("fuzz.files", 300);
  private static final int NEWEST_CHECKED = 10;
  private static final Pattern UNEXPECTED_END =
      Pattern.compile("\\[offset (\\d+)] Unexpected EOF reading RDB file");

  @TempDir Path directory;

  private final long nowMs = System.currentTimeMillis();

  @BeforeEach
  void needsRedis() {
    assumeTrue(StockRedis.isInstalled(), "redis-server is not on the PATH");
  }

  @Test
  void redisHoldsTheSame() throws IOException {
    var files = new DamagedFiles(SEED);
    try (var redis = StockRedis.start(directory)) {
      for (int taken = 0; taken < FILES; ) {
        taken += sameIn(redis, files.next()) ? 1 : 0;
      }
    }
  }

  private boolean sameIn(StockRedis redis, byte[] damaged) throws IOException {
    try (Keyspace keyspace = load(damaged).keyspace()) {
      if (keyspace.hasFieldTimes()) {
        return false;
      }
      byte[] written = DamagedFiles.written(keyspace, RdbWriteOptions.usual());
      Files.write(directory.resolve("dump.rdb"), written);
      assertThat(redis.call("DEBUG", "RELOAD", "NOSAVE")).isEqualTo("OK");
      redis.call("SAVE");
      assertThat(Shown.of(Files.readAllBytes(directory.resolve("dump.rdb"))))
          .isEqualTo(Shown.of(keyspace));
      return true;
    } catch (CorruptRdbException | UnsupportedRdbException refused) {
      return false;
    }
  }

  private RdbContents load(byte[] file) throws IOException {
    RdbReadOptions options = RdbReadOptions.forMaster(nowMs).withVerification(false);
    return new RdbReader(options, seed -> new Keyspace(16, seed.orElse(7)))
        .load(new ByteArrayInputStream(file));
  }

  /** Where the real reader finds a fault, ours does as well. */
  @Test
  void takesNoFileThatRedisRefuses() throws IOException {
    var files = new DamagedFiles(SEED + 1);
    List<String> faults = new ArrayList<>();
    for (int taken = 0; taken < FILES; ) {
      byte[] file = files.next();
      String said = checked(file);
      taken += said.isEmpty() ? 0 : 1;
      if (!said.isEmpty() && !said.contains("RDB looks OK") && !isOfEmptyCollection(file, said)) {
        faults.add(said);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** The server passes over a collection without elements, but its tool takes it for the end. */
  private static boolean isOfEmptyCollection(byte[] file, String said) {
    Matcher end = UNEXPECTED_END.matcher(said);
    return end.find() && file[Integer.parseInt(end.group(1)) - 1] == 0;
  }

  /** Nothing if we refuse it ourselves, or a Redis of that version may not read it. */
  private String checked(byte[] file) throws IOException {
    try {
      RdbContents contents = load(file);
      contents.keyspace().close();
      if (contents.version() > NEWEST_CHECKED) {
        return "";
      }
      byte[] unsummed = Arrays.copyOf(file, (int) contents.bytes());
      if (contents.version() >= RdbVersion.FIRST_WITH_CHECKSUM) {
        Arrays.fill(unsummed, unsummed.length - Long.BYTES, unsummed.length, (byte) 0);
      }
      Path path = directory.resolve("checked.rdb");
      Files.write(path, unsummed);
      return StockRedis.check(path);
    } catch (CorruptRdbException | UnsupportedRdbException refused) {
      return "";
    }
  }
}
