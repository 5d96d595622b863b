package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotFeedTest {

  private final List<ByteBuffer> onTheirWay = new ArrayList<>();
  private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();

  @Test
  void deliversEveryByteInOrder() throws IOException {
    byte[] snapshot = new byte[1_000_003];
    new Random(7).nextBytes(snapshot);
    SnapshotFeed[] feed = new SnapshotFeed[1];
    feed[0] = new SnapshotFeed(piece -> takeAndGiveBack(feed[0], piece));

    feed[0].write(snapshot, 0, 500_000);
    feed[0].write(snapshot[500_000]);
    feed[0].write(snapshot, 500_001, snapshot.length - 500_001);
    feed[0].finish();

    assertThat(delivered.toByteArray()).isEqualTo(snapshot);
  }

  @Test
  void stopsTheEncoderWhenNobodyWantsTheRest() {
    SnapshotFeed feed = new SnapshotFeed(onTheirWay::add);
    feed.cancel();

    assertThatThrownBy(() -> feed.write(new byte[64 << 20], 0, 64 << 20))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody waits");
  }

  @Test
  void cancelledFeedWantsNothingMore() {
    SnapshotFeed feed = new SnapshotFeed(onTheirWay::add);
    feed.cancel();
    assertThatThrownBy(feed::requireWanted).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> feed.pause(60_000_000)).isInstanceOf(IOException.class);
  }

  private void takeAndGiveBack(SnapshotFeed feed, ByteBuffer piece) {
    byte[] bytes = new byte[piece.remaining()];
    piece.duplicate().get(bytes);
    delivered.writeBytes(bytes);
    feed.giveBack(piece);
  }
}
