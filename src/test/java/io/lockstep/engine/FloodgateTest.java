package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloodgateTest {

  private static final int MIB = 1 << 20;

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final FarEnd otherEnd = new FarEnd();
  private final Session client = engine.accept(end);
  private final Session other = engine.accept(otherEnd);

  @BeforeEach
  void populate() {
    engine.send(other, "CONFIG SET client-output-high-water 2mb", "SETRANGE k 299999 x");
    otherEnd.readAll();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void stopsReadingBeyondTheHighWaterMarkAndServesOthers() {
    sendGets(100);

    assertThat(end.isRead).isFalse();
    assertThat(end.unsentBytes()).isBetween(2L * MIB, 2L * MIB + 400_000);
    engine.send(other, "PING");
    assertThat(otherEnd.readAll()).isEqualTo("+PONG\r\n");
    assertThat(otherEnd.isRead).isTrue();
  }

  @Test
  void goesOnWhereItStoppedOnceTheClientHasRead() {
    sendGets(100);
    long bytes = 0;
    while (end.unsentBytes() > 0) {
      bytes += end.readAll().length();
    }

    assertThat(bytes).isEqualTo(100L * (300_000 + 2 + "$300000\r\n".length()));
    assertThat(end.isRead).isTrue();
  }

  @Test
  void letsAClientComeToAHigherOutputLimit() {
    engine.send(other, "CONFIG SET client-output-buffer-limit \"normal 10mb 0 0\"");

    sendGets(30);
    assertThat(end.isRead).isTrue();
    sendGets(30);

    assertThat(end.isAborted).isTrue();
  }

  @Test
  void sinksAsMemoryEnds() {
    try (LoneEngine small = new LoneEngine(4L * MIB)) {
      Session writer = small.accept(otherEnd);
      Session reader = small.accept(end);
      small.send(writer, "SETRANGE k 99999 x");
      small.send(reader, gets(100));

      assertThat(end.isRead).isFalse();
      assertThat(end.unsentBytes()).isLessThan(MIB);
    }
  }

  @Test
  void stopsTheEngineWhenAnEndedWriteBreaksAnInvariant() {
    sendGets(1);
    end.readAll();
    GuardedConnection connection = (GuardedConnection) client.client().connection();

    connection.write(ByteBuffer.allocate(1), _ -> broken());
    end.readAll();

    assertThat(engine.isBroken).isTrue();
    assertThat(engine.view().fault()).contains("broken");
    assertThat(otherEnd.isAborted).isTrue();
  }

  private static void broken() {
    throw new IllegalStateException("broken");
  }

  private void sendGets(int count) {
    engine.send(client, gets(count));
  }

  private static String[] gets(int count) {
    return Collections.nCopies(count, "GET k").toArray(new String[0]);
  }
}
