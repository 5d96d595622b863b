package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LoadPipeTest {

  private int caughtUp;
  private final LoadPipe pipe = new LoadPipe(() -> caughtUp++);

  @Test
  void givesTheBytesInOrderInTheArraysThatTheyWereReadInto() throws IOException {
    byte[] array = ascii("a snap, a shot");
    pipe.put(array, 2, 4);
    pipe.put(array, 0, 0);
    pipe.put(array, 10, 4);
    pipe.end();

    ByteBuffer first = Objects.requireNonNull(pipe.next());
    ByteBuffer second = pipe.next();

    assertThat(first).isEqualTo(ByteBuffer.wrap(ascii("snap")));
    assertThat(second).isEqualTo(ByteBuffer.wrap(ascii("shot")));
    assertThat(first.arrayOffset() + first.position()).isEqualTo(2);
    assertThat(first.array()).isSameAs(array);
    assertThat(pipe.next()).isNull();
    assertThat(pipe.next()).isNull();
  }

  @Test
  void holdsTheSenderBackUntilTheReaderHasCaughtUp() throws IOException {
    boolean heldBack = false;
    for (int i = 0; i <= LoadPipe.HIGH_WATER; i++) {
      heldBack = pipe.put(new byte[] {1}, 0, 1);
    }
    assertThat(heldBack).isTrue();

    for (int i = 0; i < LoadPipe.HIGH_WATER; i++) {
      assertThat(pipe.next()).isNotNull();
    }

    assertThat(caughtUp).isEqualTo(1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
