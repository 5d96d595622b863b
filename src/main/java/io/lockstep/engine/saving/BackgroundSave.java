package io.lockstep.engine.saving;

import io.lockstep.command.progress.Track;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbProgress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One save in the background. It can be given up until its file is about to take the place of the
 * former one.
 */
final class BackgroundSave {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundSave.class);

  /** How far it is; WRITING is left once, by the thread that comes first. */
  private enum Stage {
    WRITING,
    PLACING,
    GIVEN_UP
  }

  /** What becomes of it, told on the engine's thread. */
  interface Outcome {

    /** The file is in its place, or there is no new one. */
    void ended(BackgroundSave save, boolean hasSucceeded);
  }

  private final DumpDraft draft;
  private final Snapshot snapshot;
  private final long keyDelayMicros;
  private final Executor loop;
  private final Outcome outcome;
  private final Track track;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WRITING);
  private final CountDownLatch givenUp = new CountDownLatch(1);
  private final CountDownLatch placed = new CountDownLatch(1);

  // of the engine's thread
  private boolean isGivenUp;

  /**
   * A save that has not begun.
   *
   * @param snapshot of what is saved; closed on the engine's thread
   * @param keyDelayMicros rdb-key-save-delay
   * @param track follows it
   * @param loop the engine's thread
   */
  BackgroundSave(
      DumpDraft draft,
      Snapshot snapshot,
      long keyDelayMicros,
      Track track,
      Executor loop,
      Outcome outcome) {
    this.draft = draft;
    this.snapshot = snapshot;
    this.keyDelayMicros = keyDelayMicros;
    this.loop = loop;
    this.track = track;
    this.outcome = outcome;
  }

  // ---- on the engine's thread

  /** Begins. */
  void start(Executor background) {
    try {
      background.execute(this::run);
    } catch (RuntimeException | Error noThread) {
      snapshot.close();
      throw noThread;
    }
  }

  /** Ends it: when this returns, its file is in its place or never will be. */
  void giveUp() {
    isGivenUp = true;
    if (stage.compareAndSet(Stage.WRITING, Stage.GIVEN_UP)) {
      givenUp.countDown();
    } else {
      awaitPlaced();
    }
  }

  private void awaitPlaced() {
    try {
      placed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The track may be another's by now. */
  private void reached(long bytes, long keys) {
    if (!isGivenUp) {
      track.reached(bytes, keys);
    }
  }

  private void ended(boolean hasSucceeded) {
    snapshot.close();
    outcome.ended(this, hasSucceeded);
  }

  // ---- on the background thread

  private void run() {
    boolean hasSucceeded = hasWritten() && hasPlaced();
    loop.execute(() -> ended(hasSucceeded));
  }

  private boolean hasWritten() {
    try {
      DumpDraft paced = keyDelayMicros > 0 ? draft.heardOfEachKey() : draft;
      paced.write(snapshot, progress(), Wanted::new, () -> loop.execute(snapshot::close));
      return true;
    } catch (IOException | RuntimeException | Error broken) {
      LOG.debug("The file of a background save is not written", broken);
      return false;
    }
  }

  private RdbProgress progress() {
    return (bytes, keys) -> {
      loop.execute(() -> reached(bytes, keys));
      pause();
    };
  }

  private void pause() {
    try {
      if (keyDelayMicros > 0 && givenUp.await(keyDelayMicros, TimeUnit.MICROSECONDS)) {
        throw new GivenUpException();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new GivenUpException();
    }
  }

  private boolean hasPlaced() {
    if (!stage.compareAndSet(Stage.WRITING, Stage.PLACING)) {
      draft.delete();
      return false;
    }
    try {
      draft.place();
      return true;
    } catch (IOException | RuntimeException | Error refused) {
      LOG.debug("The file of a background save is not in place", refused);
      return false;
    } finally {
      placed.countDown();
    }
  }

  /** A file that is written as long as it is wanted. */
  private final class Wanted extends FilterOutputStream {
    private Wanted(OutputStream file) {
      super(file);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler, no wait for anybody
    public void write(byte[] bytes, int start, int length) throws IOException {
      Thread.yield(); // the engine may want this core, and be kept off it until the next tick
      if (stage.get() == Stage.GIVEN_UP) {
        throw new GivenUpException();
      }
      out.write(bytes, start, length);
    }
  }
}
