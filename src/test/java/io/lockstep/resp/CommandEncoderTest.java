package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandEncoderTest {
  private final CommandEncoder encoder = new CommandEncoder();

  @Test
  void encodesEveryKindOfArgument() {
    byte[] source = {'x', 'k', 'e', 'y', 'x'};
    encoder.begin(5).argument("SET").argument(source, 1, 3).argument(-42).argument("PXAT");
    encoder.argument(Request.of("GET", "1"), 1);

    assertThat(text())
        .isEqualTo("*5\r\n$3\r\nSET\r\n$3\r\nkey\r\n$3\r\n-42\r\n$4\r\nPXAT\r\n$1\r\n1\r\n");
  }

  @Test
  void keepsTheLengthOfTheStreamsOwnCommands() {
    assertThat(encoder.command("PING").length()).isEqualTo(14);
    encoder.clear();
    assertThat(encoder.command("REPLCONF", "GETACK", "*").length()).isEqualTo(37);
  }

  @Test
  void writesOddRequestsInCanonicalForm() {
    var inline = Conversation.of("get 'k'\r\n").request;
    var odd = Conversation.of("*1\rx$4\r\nPING\r\n").request;

    encoder.request(inline).request(odd).request(Request.of("TIME"));

    assertThat(text())
        .isEqualTo("*2\r\n$3\r\nget\r\n$1\r\nk\r\n*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nTIME\r\n");
  }

  @Test
  void givesMemoryBackAfterManySmallRounds() {
    encoder.begin(1).argument(new byte[1 << 20]);
    for (int i = 0; i < 200; i++) {
      encoder.clear();
      encoder.command("PING");
    }

    assertThat(encoder.bytes().length).isLessThan(1 << 10);
    assertThat(text()).isEqualTo("*1\r\n$4\r\nPING\r\n");
  }

  private String text() {
    return new String(encoder.bytes(), 0, encoder.length(), ISO_8859_1);
  }
}
