package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadPipeTest {

  private int caughtUp;
  private final LoadPipe pipe = new LoadPipe(() -> caughtUp++);

  @Test
  void givesTheBytesInOrderWhateverTheirPieces() throws IOException {
    put("snap");
    put("");
    put("shot");
    pipe.end();

    assertThat(new String(pipe.readAllBytes(), US_ASCII)).isEqualTo("snapshot");
    assertThat(pipe.read()).isEqualTo(-1);
  }

  @Test
  void keepsACopyOfWhatIsPut() throws IOException {
    byte[] reused = "one".getBytes(US_ASCII);
    pipe.put(reused, 0, 3);
    reused[0] = 'X';
    pipe.end();

    assertThat(pipe.readAllBytes()).isEqualTo("one".getBytes(US_ASCII));
  }

  @Test
  void holdsTheSenderBackUntilTheReaderHasCaughtUp() throws IOException {
    boolean heldBack = false;
    for (int i = 0; i <= LoadPipe.HIGH_WATER; i++) {
      heldBack = pipe.put(new byte[] {1}, 0, 1);
    }
    assertThat(heldBack).isTrue();

    assertThat(pipe.readNBytes(LoadPipe.HIGH_WATER)).hasSize(LoadPipe.HIGH_WATER);

    assertThat(caughtUp).isEqualTo(1);
  }

  @Test
  void refusesBytesBehindTheSnapshot() {
    put("x");
    pipe.end();

    assertThatThrownBy(pipe::requireEnd).isInstanceOf(EOFException.class);
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    pipe.put(bytes, 0, bytes.length);
  }
}
