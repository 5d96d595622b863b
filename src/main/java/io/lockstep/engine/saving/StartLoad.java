package io.lockstep.engine.saving;

import io.lockstep.command.Saving;
import io.lockstep.command.progress.Progress;
import io.lockstep.command.progress.Track;
import io.lockstep.rdb.CorruptRdbException;
import io.lockstep.rdb.KeyspaceFactory;
import io.lockstep.rdb.RdbContents;
import io.lockstep.rdb.RdbProgress;
import io.lockstep.rdb.RdbReadOptions;
import io.lockstep.rdb.RdbReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The load of a node's file at its start: on a background thread, into a keyspace of its own. */
final class StartLoad {

  /** Bytes between two words on how far it is. */
  private static final long TELL_EVERY_BYTES = 1 << 20;

  /** What becomes of it, told on the engine's thread. */
  interface Outcome {

    /** It is complete, and the checksum holds; the keyspace is the receiver's. */
    void loaded(RdbContents contents, DroppedKeys dropped);

    /** The file can't be used. */
    void failed(Throwable reason);
  }

  private final Disk.Stored file;
  private final RdbReadOptions options;
  private final KeyspaceFactory keyspace;
  private final long keyDelayMicros;
  private final DroppedKeys dropped;
  private final Track track;
  private final Executor loop;
  private final Outcome outcome;

  // of the engine's thread
  private final long startedAtMs;
  private long loadedBytes;
  private long usedMemoryBytes;

  /**
   * A load that has not begun.
   *
   * @param keyDelayMicros key-load-delay
   * @param track follows it
   * @param loop the engine's thread
   */
  StartLoad(
      Disk.Stored file,
      RdbReadOptions options,
      KeyspaceFactory keyspace,
      long keyDelayMicros,
      DroppedKeys dropped,
      Track track,
      Executor loop,
      Outcome outcome) {
    this.file = file;
    this.options = options;
    this.keyspace = keyspace;
    this.keyDelayMicros = keyDelayMicros;
    this.dropped = dropped;
    this.track = track;
    this.loop = loop;
    this.outcome = outcome;
    this.startedAtMs = options.nowMs();
  }

  // ---- on the engine's thread

  void start(Executor background) {
    track.begin(file.length(), Progress.UNKNOWN, startedAtMs);
    background.execute(this::run);
  }

  long startedAtMs() {
    return startedAtMs;
  }

  Saving.Load figures() {
    return new Saving.Load(startedAtMs, file.length(), usedMemoryBytes, loadedBytes);
  }

  private void loaded(long bytes) {
    loadedBytes = bytes;
    track.reachedBytes(bytes);
  }

  // ---- on the background thread

  private void run() {
    try {
      RdbContents contents = read();
      loop.execute(() -> outcome.loaded(contents, dropped));
    } catch (IOException | RuntimeException | Error broken) {
      loop.execute(() -> outcome.failed(broken));
    }
  }

  private RdbContents read() throws IOException {
    try (InputStream bytes = new Counted(file.stream())) {
      RdbReadOptions paced = keyDelayMicros > 0 ? options.withProgressEvery(1) : options;
      return new RdbReader(paced, keyspace).load(bytes, new Listener());
    }
  }

  /** Hears what the file says, and slows the load where that is asked for. */
  private final class Listener implements RdbProgress {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void reached(long bytes, long keys) {
      loop.execute(() -> track.reachedKeys(keys));
      if (keyDelayMicros > 0) {
        pause();
      }
    }

    private void pause() {
      try {
        boolean _ = never.await(keyDelayMicros, TimeUnit.MICROSECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new GivenUpException();
      }
    }

    @Override
    public void announces(long keys) {
      loop.execute(() -> track.announced(keys));
    }

    @Override
    public void saysMemory(long bytes) {
      loop.execute(() -> usedMemoryBytes = bytes);
    }

    @Override
    public void dropped(int database, byte[] key) {
      dropped.add(database, key);
    }
  }

  /** Tells how much of the file is read. */
  private final class Counted extends FilterInputStream {
    private long count;
    private long told;

    private Counted(InputStream file) {
      super(file);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler, no wait for anybody
    public int read(byte[] into, int start, int length) throws IOException {
      Thread.yield(); // clients that are told to wait should not wait for that
      int more = in.read(into, start, length);
      count += Math.max(0, more);
      if (count - told >= TELL_EVERY_BYTES) {
        told = count;
        long now = count;
        loop.execute(() -> loaded(now));
      }
      return more;
    }
  }

  /** Whether the load has only ended because the node does. */
  static boolean isEndOfNode(Throwable reason) {
    return reason instanceof GivenUpException || reason instanceof ClosedByInterruptException;
  }

  /** Redis' words for a file that is not whole. */
  static String complaint(Throwable reason) {
    return reason instanceof CorruptRdbException corrupt
        ? "Internal error in RDB reading offset %d -> %s"
            .formatted(corrupt.offset(), corrupt.getMessage())
        : "Fatal error: can't load the RDB file: " + DiskFault.reason(reason);
  }
}
