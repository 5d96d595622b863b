package io.lockstep.engine;

import io.lockstep.rdb.CorruptRdbException;
import io.lockstep.rdb.KeyspaceFactory;
import io.lockstep.rdb.RdbContents;
import io.lockstep.rdb.RdbProgress;
import io.lockstep.rdb.RdbReadOptions;
import io.lockstep.rdb.RdbReader;
import io.lockstep.rdb.UnsupportedRdbException;
import io.lockstep.replication.PayloadForm;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes snapshots on a background thread, into keyspaces of their own, while the bytes still come
 * in. What it has to say arrives on the engine's thread.
 */
final class SnapshotLoader {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLoader.class);

  private final Executor background;
  private final EngineLoop loop;
  private final InstantSource clock;
  private final Supplier<KeyspaceFactory> keyspaces;

  /**
   * A loader.
   *
   * @param keyspaces gives, on the engine's thread, what opens the keyspace of one load
   */
  SnapshotLoader(
      Executor background,
      EngineLoop loop,
      InstantSource clock,
      Supplier<KeyspaceFactory> keyspaces) {
    this.background = background;
    this.loop = loop;
    this.clock = clock;
    this.keyspaces = keyspaces;
  }

  /** What becomes of a load, told on the engine's thread. */
  interface Outcome {

    /** Its data took so many bytes at the master's. */
    void saidMemory(long bytes);

    /** So many keys of a database will follow. */
    void announced(long keys);

    /** It got further. */
    void progressed(long keys);

    /** It has caught up with what was put in. */
    void caughtUp();

    /** It is complete, and the checksum holds; the keyspace is the receiver's. */
    void finished(RdbContents contents);

    /** It can't be used, and is gone. */
    void failed(String reason);
  }

  /** Starts to load what will be put in. */
  Load start(PayloadForm form, Outcome outcome) {
    Load load = new Load(outcome);
    background.execute(load::run);
    LOG.info("MASTER <-> REPLICA sync: receiving {} from master", describe(form));
    return load;
  }

  private static String describe(PayloadForm form) {
    return switch (form) {
      case PayloadForm.Length(long bytes) -> bytes + " bytes";
      case PayloadForm.Marker _ -> "streamed RDB";
    };
  }

  /** One snapshot on its way. */
  final class Load {
    private final Outcome outcome;
    private final KeyspaceFactory keyspace = keyspaces.get();
    private final LoadPipe pipe = new LoadPipe(() -> tell(Load.this::caughtUp));
    private boolean isBehind;
    private boolean isAbandoned;

    private Load(Outcome outcome) {
      this.outcome = outcome;
    }

    // ---- on the engine's thread

    /** Puts in the next bytes. */
    void put(byte[] bytes, int start, int length) {
      isBehind = pipe.put(bytes, start, length);
    }

    /** Whether the decoder lags so much that the sender should wait. */
    boolean isBehind() {
      return isBehind;
    }

    /** All bytes are in. */
    void end() {
      pipe.end();
    }

    /** Stops it; nothing is heard of it any more. */
    void abandon() {
      isAbandoned = true;
      pipe.end();
    }

    /** What comes next need not hold a byte for the decoder, and be no occasion to look again. */
    private void caughtUp() {
      isBehind = false;
      if (!isAbandoned) {
        outcome.caughtUp();
      }
    }

    private void saidMemory(long bytes) {
      if (!isAbandoned) {
        outcome.saidMemory(bytes);
      }
    }

    private void announced(long keys) {
      if (!isAbandoned) {
        outcome.announced(keys);
      }
    }

    private void progressed(long keys) {
      if (!isAbandoned) {
        outcome.progressed(keys);
      }
    }

    private void finished(RdbContents contents) {
      if (isAbandoned) {
        contents.keyspace().close();
      } else {
        outcome.finished(contents);
      }
    }

    private void failed(String reason) {
      if (!isAbandoned) {
        outcome.failed(reason);
      }
    }

    // ---- on the background thread

    private void run() {
      try {
        RdbContents contents = decode();
        tell(() -> finished(contents));
      } catch (CorruptRdbException | UnsupportedRdbException wrong) {
        String reason = String.valueOf(wrong.getMessage());
        tell(() -> failed(reason));
      } catch (IOException | RuntimeException | Error broken) {
        tell(() -> failed(broken.toString()));
      }
    }

    private RdbContents decode() throws IOException {
      RdbReader reader = new RdbReader(RdbReadOptions.forReplica(clock.millis()), keyspace);
      RdbContents contents = reader.load(pipe, new Listener());
      try {
        requireEnd(contents);
      } catch (IOException | RuntimeException trailing) {
        contents.keyspace().close();
        throw trailing;
      }
      return contents;
    }

    private void requireEnd(RdbContents contents) throws IOException {
      if (contents.rest().length > 0 || pipe.next() != null) {
        throw new EOFException("bytes follow the end of the snapshot");
      }
    }

    private void tell(Runnable news) {
      loop.execute(news);
    }

    /** Hears on the background thread how far it is. */
    private final class Listener implements RdbProgress {

      @Override
      public void reached(long bytes, long keys) {
        tell(() -> progressed(keys));
      }

      @Override
      public void saysMemory(long bytes) {
        tell(() -> saidMemory(bytes));
      }

      @Override
      public void announces(long keys) {
        tell(() -> announced(keys));
      }
    }
  }
}
