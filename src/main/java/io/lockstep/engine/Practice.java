package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbReadOptions;
import io.lockstep.rdb.RdbReader;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.RdbWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small keyspace is written as a snapshot and read back, some times over, and a {@link Rehearsal}
 * is played with a busy client, soon after the start and as long as no real snapshot is asked for.
 * A JVM compiles what it has seen often: without this it does so for the first clients, and during
 * the first full resync, whose clients wait for the compilers some milliseconds at a time, and
 * which takes the longer the smaller it is.
 */
public final class Practice {

  private static final Logger LOG = LoggerFactory.getLogger(Practice.class);

  private static final long FIRST_AFTER_MS = 1_000;
  private static final long REST_MS = 30; // the compilers catch up
  private static final int PASSES = 16;
  private static final int KEYS = 10_000;
  private static final int VALUE_BYTES = 64;
  private static final int RETIRED_AT_A_TIME = 64;
  private static final int OTHER_THAN_MOST = 16; // every so many keys expire, or hold a number

  private final EngineLoop loop;
  private final Executor background;
  private final BooleanSupplier isNeeded;
  private final Runnable busyRehearsal;
  private int passes;

  /**
   * A practice that has not begun.
   *
   * @param background where snapshots are encoded and decoded
   * @param isNeeded asked on the engine's thread before each pass; the first no ends it
   * @param busyRehearsal plays a rehearsal with a busy client to its end
   */
  public Practice(
      EngineLoop loop, Executor background, BooleanSupplier isNeeded, Runnable busyRehearsal) {
    this.loop = loop;
    this.background = background;
    this.isNeeded = isNeeded;
    this.busyRehearsal = busyRehearsal;
  }

  /** Begins in a while; may be called on any thread. */
  public void begin() {
    loop.after(FIRST_AFTER_MS, this::next);
  }

  private void next() {
    if (passes < PASSES && isNeeded.getAsBoolean()) {
      passes++;
      try {
        background.execute(this::pass);
      } catch (RejectedExecutionException ended) {
        LOG.debug("The node ends while it practises");
      }
    }
  }

  private void pass() {
    try {
      play();
      busyRehearsal.run();
      loop.after(REST_MS, this::next);
    } catch (IOException | RuntimeException failed) {
      LOG.debug("A snapshot for practice fails", failed);
    }
  }

  private void play() throws IOException {
    try (Keyspace keyspace = new Keyspace(1, passes)) {
      fill(keyspace.database(0), KEYS);
      RdbWriteOptions usual = RdbWriteOptions.usual();
      read(written(keyspace, usual.withCompression(false).forLockstep(true)));
      read(written(keyspace, usual));
    }
  }

  private static void fill(Database database, int keys) {
    byte[] value = new byte[VALUE_BYTES];
    for (int i = 0; i < keys; i++) {
      byte[] key = ("key:" + i).getBytes(ISO_8859_1);
      boolean isOther = i % OTHER_THAN_MOST == 0;
      System.arraycopy(key, 0, value, i % VALUE_BYTES / 2, key.length);
      byte[] stored = isOther ? String.valueOf(i).getBytes(ISO_8859_1) : value;
      long expireAtMs = isOther ? Long.MAX_VALUE : Records.NO_EXPIRY;
      database.putString(key, 0, key.length, stored, 0, stored.length, expireAtMs);
    }
  }

  /** Written while half of it changes, as a snapshot is that clients write over. */
  private static byte[] written(Keyspace keyspace, RdbWriteOptions options) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      fill(keyspace.database(0), KEYS / 2);
      new RdbWriter(options).write(snapshot, RdbHeader.of("practice", 0), bytes);
    }
    releaseAll(keyspace);
    return bytes.toByteArray();
  }

  private static void releaseAll(Keyspace keyspace) {
    boolean hasMore = true;
    while (hasMore) {
      hasMore = keyspace.releaseRetired(RETIRED_AT_A_TIME);
    }
  }

  private void read(byte[] bytes) throws IOException {
    new RdbReader(RdbReadOptions.forReplica(0), seed -> new Keyspace(1, seed.orElse(passes)))
        .load(new ByteArrayInputStream(bytes))
        .keyspace()
        .close();
  }
}
