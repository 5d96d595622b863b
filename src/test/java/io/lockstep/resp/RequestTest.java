package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestTest {
  @Test
  void isCanonicalWhenMadeOfArguments() {
    var request = Request.of("SET", "key", "");

    assertThat(request.isCanonical()).isTrue();
    assertThat(frame(request)).isEqualTo("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$0\r\n\r\n");
    assertThat(request).hasToString("SET key ");
    assertThat(request.copy(1)).isEqualTo("key".getBytes(ISO_8859_1));
  }

  @Test
  void comparesWordsInAnyCaseOfAscii() {
    var request = Request.of("gEt", "getx", "ge\u00f4", "{");

    assertThat(request.is(0, "GET")).isTrue();
    assertThat(request.is(1, "GET")).isFalse();
    assertThat(request.is(2, "GE\u00d4")).isFalse();
    assertThat(request.is(3, "[")).isFalse();
  }

  @Test
  void staysAfterTheDecoderMovedOn() {
    var conversation = Conversation.of("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n");
    var kept = conversation.request.detach();

    conversation.send("*2\r\n$3\r\nSET\r\n$3\r\nyek\r\n");

    assertThat(kept).hasToString("GET key");
    assertThat(kept.isCanonical()).isTrue();
    assertThat(frame(kept)).isEqualTo("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n");
  }

  @Test
  void becomesCanonicalWhenDetached() {
    var conversation = Conversation.of("GET 'a b'\r\n");

    assertThat(frame(conversation.request.detach())).isEqualTo("*2\r\n$3\r\nGET\r\n$3\r\na b\r\n");
  }

  private static String frame(Request request) {
    return new String(request.bytes(), request.frameStart(), request.frameLength(), ISO_8859_1);
  }
}
