package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestPreviewTest {

  private final RequestDecoder decoder = new RequestDecoder(ProtocolLimits.standard());
  private final RequestPreview preview = new RequestPreview(4);

  @Test
  void findsTheFirstArgumentOfEachRequest() {
    send(
        "*2\r\n$3\r\nGET\r\n$1\r\na\r\n*1\r\n$4\r\nPING\r\n*3\r\n$3\r\nSET\r\n$2\r\nbb\r\n$0\r\n\r\n");

    assertThat(preview.look(decoder)).isEqualTo(3);
    assertThat(keys()).containsExactly("a", "bb");
  }

  @Test
  void looksNoFartherThanItMay() {
    send("*2\r\n$3\r\nGET\r\n$1\r\na\r\n".repeat(9));

    assertThat(preview.look(decoder)).isEqualTo(4);
  }

  @Test
  void beginsWhereTheDecoderIs() throws ProtocolException {
    send("*2\r\n$3\r\nGET\r\n$1\r\na\r\n*2\r\n$3\r\nGET\r\n$1\r\nb\r\n");
    decoder.next(new Request());

    preview.look(decoder);

    assertThat(keys()).containsExactly("b");
  }

  @Test
  void leavesTheDecoderAsItIs() throws ProtocolException {
    send("*2\r\n$3\r\nGET\r\n$1\r\na\r\n");
    preview.look(decoder);
    Request request = new Request();

    assertThat(decoder.next(request)).isTrue();
    assertThat(request.text(1)).isEqualTo("a");
  }

  @Test
  void endsAtWhatIsNotComplete() {
    String whole = "*2\r\n$3\r\nGET\r\n$1\r\na\r\n";
    for (int length = 0; length < whole.length(); length++) {
      RequestDecoder other = new RequestDecoder(ProtocolLimits.standard());
      send(other, whole + whole.substring(0, length));
      assertThat(preview.look(other)).isOne();
    }
  }

  @Test
  void endsAtAnythingOutOfTheOrdinary() {
    for (String odd :
        List.of("GET a\r\n", "*x\r\n", "*2\r\n$3\r\nGET\r\n$-1\r\n", "*\r\n", "\r\n")) {
      RequestDecoder other = new RequestDecoder(ProtocolLimits.standard());
      send(other, odd + "*2\r\n$3\r\nGET\r\n$1\r\na\r\n");
      assertThat(preview.look(other)).as(odd).isZero();
    }
  }

  @Test
  void leavesLongRequestsAlone() {
    send("*2\r\n$3\r\nDEL\r\n$1\r\na\r\n*17\r\n$3\r\nDEL\r\n" + "$1\r\nb\r\n".repeat(16));

    assertThat(preview.look(decoder)).isOne();
  }

  @Test
  void takesAnyBytes() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] alphabet = "*$0129\r\na\0".getBytes(ISO_8859_1);
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      RequestDecoder other = new RequestDecoder(ProtocolLimits.standard());
      send(other, new String(bytes, ISO_8859_1));
      assertThat(preview.look(other)).isBetween(0, 4);
    }
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < preview.count(); i++) {
      keys.add(new String(preview.bytes(), preview.start(i), preview.length(i), ISO_8859_1));
    }
    return keys;
  }

  private void send(String text) {
    send(decoder, text);
  }

  private static void send(RequestDecoder to, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try {
      System.arraycopy(bytes, 0, to.reserve(bytes.length), to.writeIndex(), bytes.length);
    } catch (ProtocolException tooMuch) {
      throw new AssertionError(tooMuch);
    }
    to.written(bytes.length);
  }
}
