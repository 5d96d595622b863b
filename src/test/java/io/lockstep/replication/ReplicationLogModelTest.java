package io.lockstep.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on the log and on a plain array that forgets nothing, compared after each. */
class ReplicationLogModelTest {
  private static final int OPERATIONS = 3_000;
  private static final int MAX_PRODUCED = 24 << 20;

  private static final class World {
    final SplittableRandom random;
    final byte[] produced = new byte[MAX_PRODUCED];
    final long base;
    final List<LogCursor> cursors = new ArrayList<>();
    final List<Long> places = new ArrayList<>();
    final ReplicationLog log;
    int length;

    World(long seed) {
      random = new SplittableRandom(seed);
      base = random.nextLong(1L << 40);
      log =
          new ReplicationLog(
              History.adopted("a".repeat(40), base),
              random.nextLong(400_000),
              () -> History.randomReplid(random));
      log.createBacklog();
    }

    void step() {
      switch (random.nextInt(20)) {
        case 0 -> log.resize(random.nextLong(600_000));
        case 1, 2 -> open();
        case 3 -> close();
        case 4, 5, 6, 7, 8 -> read();
        case 9 -> toggleBacklog();
        case 10 -> log.shift();
        default -> write();
      }
    }

    void write() {
      int count = random.nextInt(random.nextInt(10) == 0 ? 150_000 : 3_000);
      if (!log.isActive() || length + count > MAX_PRODUCED) {
        return;
      }
      byte[] bytes = new byte[count + 7];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 3, produced, length, count);
      log.append(bytes, 3, count);
      length += count;
    }

    void open() {
      long at = log.firstOffset() + random.nextLong(log.histlen() + 1);
      if (cursors.size() < 5) {
        cursors.add(log.open(at));
        places.add(at);
      }
    }

    void close() {
      if (!cursors.isEmpty()) {
        int i = random.nextInt(cursors.size());
        cursors.remove(i).close();
        places.remove(i);
      }
    }

    void read() {
      for (int i = 0; i < cursors.size(); i++) {
        LogCursor cursor = cursors.get(i);
        ByteBuffer view = cursor.peek(1 + random.nextInt(200_000));
        assertThat(view.hasRemaining()).isEqualTo(cursor.bytesBehind() > 0);
        assertThat(view.isReadOnly()).isTrue();
        byte[] seen = new byte[view.remaining()];
        view.get(seen);
        assertThat(Arrays.equals(seen, slice(places.get(i), seen.length))).isTrue();
        int advanced = random.nextInt(seen.length + 1);
        cursor.advance(advanced);
        places.set(i, places.get(i) + advanced);
      }
    }

    void toggleBacklog() {
      if (log.hasBacklog()) {
        log.freeBacklog();
      } else {
        log.createBacklog();
      }
    }

    byte[] slice(long from, int count) {
      int at = (int) (from - base - 1);
      return Arrays.copyOfRange(produced, at, at + count);
    }

    void check() {
      assertThat(log.offset()).isEqualTo(base + length);
      assertThat(log.firstOffset() + log.histlen()).isEqualTo(log.offset() + 1);
      checkRetained();
      checkResume();
      checkCopy();
      checkBlocks();
    }

    /** Everything that a cursor has before it and everything the backlog promises is there. */
    void checkRetained() {
      for (int i = 0; i < cursors.size(); i++) {
        assertThat(cursors.get(i).nextOffset()).isEqualTo(places.get(i));
        assertThat(places.get(i)).isBetween(log.firstOffset(), log.offset() + 1);
      }
    }

    void checkResume() {
      String id = log.replid();
      boolean canContinue = log.isActive();
      assertThat(log.resume(id, log.firstOffset() - 1)).isInstanceOf(Resume.FullResync.class);
      assertThat(log.resume(id, log.offset() + 2)).isInstanceOf(Resume.FullResync.class);
      assertThat(log.resume(id, log.firstOffset()) instanceof Resume.Continue)
          .isEqualTo(canContinue || log.histlen() == 0);
      assertThat(log.resume(id, log.offset() + 1)).isInstanceOf(Resume.Continue.class);
    }

    void checkCopy() {
      long from = log.firstOffset() + random.nextLong(log.histlen() + 1);
      byte[] copied = log.copy(from, random.nextInt(100_000));
      assertThat(Arrays.equals(copied, slice(from, copied.length))).isTrue();
    }

    /**
     * The first block is needed: without it the backlog were too short, or a cursor stands in it.
     */
    void checkBlocks() {
      if (log.blockCount() <= 1) {
        return;
      }
      long second = log.firstBlockEndOffset();
      boolean isPinned = places.stream().anyMatch(at -> at < second);
      boolean isBacklog = log.hasBacklog() && log.offset() + 1 - second < log.backlogBytes();
      assertThat(isPinned || isBacklog).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void logHoldsWhatCursorsAndBacklogNeedAndNoMore(long seed) {
    var world = new World(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      world.step();
      world.check();
    }
    assertThat(world.length).as("seed %d produced something", seed).isPositive();
  }
}
