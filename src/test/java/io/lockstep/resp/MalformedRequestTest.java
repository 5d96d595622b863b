package io.lockstep.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRequestTest {
  static Stream<Map.Entry<String, String>> frames() {
    return MalformedFrames.ERRORS.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void endsInTheErrorThatRedisGives(Map.Entry<String, String> frame) {
    String expected = "Protocol error: " + frame.getValue();

    assertThat(Conversation.of(frame.getKey()).errorText()).isEqualTo(expected);
    assertThat(new Conversation().sendByteByByte(frame.getKey()).errorText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void answersTheRequestsBeforeIt(Map.Entry<String, String> frame) {
    var conversation = Conversation.of("PING\r\n*1\r\n$4\r\nPING\r\n" + frame.getKey());

    assertThat(conversation.requests).containsExactly("PING", "PING");
    assertThat(conversation.error)
        .isNotNull()
        .returns(false, ProtocolException::closesSilently)
        .returns("ERR Protocol error: " + frame.getValue(), ProtocolException::reply);
  }
}
