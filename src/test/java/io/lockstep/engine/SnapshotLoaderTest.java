package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.rdb.RdbContents;
import io.lockstep.replication.PayloadForm;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SnapshotLoaderTest {

  private static final byte[] HEAD = "REDIS0009".getBytes(ISO_8859_1);
  private static final byte[] FIELD = "\u00fa\u0001a\u0001b".getBytes(ISO_8859_1);

  private final List<Runnable> decoders = new ArrayList<>();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private boolean hasCaughtUp;

  /**
   * A piece of the marker alone brings the decoder nothing. If it was behind before, that must not
   * be held against it: nobody would read on, and the rest of the marker would never be seen.
   */
  @Test
  @Timeout(60)
  void decoderThatCaughtUpIsNotBehindThoughNothingWasPutInSince() throws InterruptedException {
    var loader =
        new SnapshotLoader(
            decoders::add,
            new Loop(),
            InstantSource.system(),
            () -> seed -> new Keyspace(1, seed.orElse(1)));
    var load = loader.start(new PayloadForm.Marker("m".repeat(40)), new Heard());
    load.put(HEAD, 0, HEAD.length);
    for (int i = 0; i < LoadPipe.HIGH_WATER; i++) {
      load.put(FIELD, 0, FIELD.length);
    }
    assertThat(load.isBehind()).isTrue();

    Thread.ofVirtual().start(decoders.getFirst());
    while (!hasCaughtUp) {
      tasks.take().run();
    }
    assertThat(load.isBehind()).isFalse();
    load.abandon();
  }

  private final class Loop implements EngineLoop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
      tasks.add(task);
    }

    @Override
    public void sleep(long nanos) {}
  }

  private final class Heard implements SnapshotLoader.Outcome {
    @Override
    public void saidMemory(long bytes) {}

    @Override
    public void announced(long keys) {}

    @Override
    public void progressed(long keys) {}

    @Override
    public void caughtUp() {
      hasCaughtUp = true;
    }

    @Override
    public void finished(RdbContents contents) {}

    @Override
    public void failed(String reason) {
      throw new AssertionError(reason);
    }
  }
}
