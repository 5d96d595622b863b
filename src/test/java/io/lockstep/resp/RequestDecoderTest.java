package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestDecoderTest {
  private static final String GET = "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n";

  @Test
  void decodesPipelinedRequestsOfBothForms() {
    var conversation = Conversation.of(GET + "PING\r\n" + GET);

    assertThat(conversation.requests).containsExactly("GET|key", "PING", "GET|key");
    assertThat(conversation.decoder.buffered()).isZero();
  }

  @Test
  void waitsForTheRestOfARequest() {
    var conversation = new Conversation();

    conversation.sendByteByByte(GET.substring(0, GET.length() - 1));
    assertThat(conversation.requests).isEmpty();
    assertThat(conversation.decoder.consumedBytes()).isZero();

    conversation.send("\n");
    assertThat(conversation.requests).containsExactly("GET|key");
    assertThat(conversation.decoder.consumedBytes()).isEqualTo(GET.length());
  }

  @Test
  void decodesAgainWhatWasTakenBack() throws ProtocolException {
    byte[] bytes = ("\r\n" + GET).getBytes(ISO_8859_1);
    RequestDecoder decoder = new RequestDecoder(ProtocolLimits.master());
    byte[] room = decoder.reserve(bytes.length);
    System.arraycopy(bytes, 0, room, decoder.writeIndex(), bytes.length);
    decoder.written(bytes.length);
    assertThat(decoder.next(new Request())).isTrue();

    decoder.unread();

    assertThat(decoder.consumedBytes()).isZero();
    assertThat(decoder.buffered()).isEqualTo(2 + GET.length());
    assertThat(decoder.next(new Request())).isTrue();
    assertThat(decoder.consumedBytes()).isEqualTo(2 + GET.length());
  }

  @Test
  void keepsAnyByteInAnArgument() {
    assertThat(Conversation.of("*1\r\n$6\r\n\0\r\n\u00ff$*\r\n").requests)
        .containsExactly("\0\r\n\u00ff$*");
  }

  @Test
  void skipsEmptyFramesButCountsTheirBytes() {
    String skipped = "\r\n\n*0\r\n*-1\r\n  \r\n";
    var conversation = Conversation.of(skipped + GET);

    assertThat(conversation.requests).containsExactly("GET|key");
    assertThat(conversation.decoder.consumedBytes()).isEqualTo(skipped.length() + GET.length());
    assertThat(conversation.decoder.emptyLines()).as("lines of spaces are none").isEqualTo(2);
  }

  @Test
  void tellsWhichBytesTheLastCallConsumed() {
    var conversation = Conversation.of("\n" + GET.substring(0, 5));

    assertThat(conversation.decoder.lastLength()).isEqualTo(1);
    assertThat(conversation.decoder.bytes()[conversation.decoder.lastStart()])
        .isEqualTo((byte) '\n');
  }

  @Test
  void spansSkippedFramesAndTheRequestAfterThem() throws ProtocolException {
    var decoder = filled("\r\n" + GET + GET);

    assertThat(decoder.next(new Request())).isTrue();

    assertThat(lastConsumed(decoder)).isEqualTo("\r\n" + GET);
  }

  @Test
  void givesTheVeryFrameOfACanonicalRequest() throws ProtocolException {
    var request = new Request();
    filled("\r\n" + GET + "PING\r\n").next(request);

    assertThat(request.isCanonical()).isTrue();
    assertThat(new String(request.bytes(), request.frameStart(), request.frameLength(), ISO_8859_1))
        .isEqualTo(GET);
  }

  @Test
  void acceptsOtherLineEndsAsRedisDoesButNotAsCanonical() throws ProtocolException {
    for (String frame :
        new String[] {
          "*1\rx$4\r\nPING\r\n", "*1\r\n$4\rxPING\r\n", "*1\r\n$4\r\nPINGx\n", "*1\r\n$4\r\nPING\rx"
        }) {
      var request = new Request();
      assertThat(filled(frame).next(request)).isTrue();
      assertThat(request.text(0)).isEqualTo("PING");
      assertThat(request.isCanonical()).as(frame).isFalse();
    }
  }

  @Test
  void inlineRequestsAreNotCanonical() throws ProtocolException {
    var request = new Request();
    filled("PING\r\n").next(request);

    assertThat(request.isCanonical()).isFalse();
    assertThat(request.frameLength()).isZero();
  }

  @Test
  void forgetsAnOddLineEndAfterItsRequest() throws ProtocolException {
    var decoder = filled("*1\rx$4\r\nPING\r\n" + GET);
    var request = new Request();
    decoder.next(request);
    decoder.next(request);

    assertThat(request.isCanonical()).isTrue();
  }

  @Test
  void holdsBackClientsThatHaveNotLoggedIn() {
    assertThat(unauthenticated("*11\r\n").errorText())
        .isEqualTo("Protocol error: unauthenticated multibulk length");
    assertThat(unauthenticated("*10\r\n$16385\r\n").errorText())
        .isEqualTo("Protocol error: unauthenticated bulk length");
    assertThat(unauthenticated("*10\r\n$16384\r\n").error).isNull();
  }

  @Test
  void closesSilentlyWhenTheQueryBufferIsFull() {
    var limits = ProtocolLimits.standard().withMaxQueryBufferBytes(100);
    var conversation = new Conversation(limits).send("*1\r\n$200\r\n").send("x".repeat(90));
    assertThat(conversation.error).isNull();

    conversation.send("x");

    assertThat(conversation.error).isNotNull().returns(true, ProtocolException::closesSilently);
    assertThat(conversation.decoder.capacity()).isLessThan(300);
  }

  @Test
  void acceptsOnlyEmptyLinesAndMultibulksFromAMaster() {
    var conversation = new Conversation();
    conversation.decoder.inlineAllowed(false);
    conversation.send("\n" + GET + "\r\n");
    assertThat(conversation.requests).containsExactly("GET|key");

    conversation.send("PING\r\n");

    assertThat(conversation.error).isNotNull().returns(true, ProtocolException::closesSilently);
  }

  @Test
  void obeysLimitsThatChange() {
    var conversation = Conversation.of(GET);
    conversation.decoder.limits(ProtocolLimits.standard().withMaxBulkBytes(2));

    assertThat(conversation.send(GET).errorText()).isEqualTo("Protocol error: invalid bulk length");
  }

  @Test
  void allocatesLittleForAnAnnouncementAlone() {
    var conversation = Conversation.of("*2147483647\r\n$536870912\r\n").send("x");

    assertThat(conversation.error).isNull();
    assertThat(conversation.decoder.capacity()).isLessThan(1_100_000);
  }

  @Test
  void growsToTheAnnouncedSizeWithoutSlack() {
    int length = 3_000_000;
    var conversation = Conversation.of("*1\r\n$" + length + "\r\n");
    byte[] chunk = new byte[65536];
    for (int sent = 0; sent < length; sent += chunk.length) {
      conversation.send(chunk, 0, Math.min(chunk.length, length - sent));
    }

    assertThat(conversation.send("\r\n").requests).hasSize(1);
    assertThat(conversation.decoder.capacity()).isLessThan(length + 1000);
  }

  @Test
  void givesMemoryBackWhenIdle() {
    var conversation = Conversation.of("*1\r\n$900000\r\n").send("x".repeat(900000) + "\r\n");
    conversation.send(GET.substring(0, 9));

    conversation.decoder.shrinkWhenIdle();

    assertThat(conversation.decoder.capacity()).isLessThan(4096);
    assertThat(conversation.send(GET.substring(9)).requests).hasSize(2).contains("GET|key");
  }

  @Test
  void keepsHalfARequestWhenItShrinks() {
    var conversation = Conversation.of("*200\r\n" + "$1\r\nx\r\n".repeat(150));
    conversation.decoder.shrinkWhenIdle();

    assertThat(conversation.send("$1\r\nx\r\n".repeat(50)).requests).hasSize(1);
  }

  @Test
  void refusesBytesThatWereNotReserved() {
    var decoder = new RequestDecoder(ProtocolLimits.standard());

    assertThatThrownBy(() -> decoder.written(1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Conversation unauthenticated(String bytes) {
    var conversation = new Conversation();
    conversation.decoder.authenticated(false);
    return conversation.send(bytes);
  }

  private static RequestDecoder filled(String bytes) throws ProtocolException {
    byte[] encoded = bytes.getBytes(ISO_8859_1);
    var decoder = new RequestDecoder(ProtocolLimits.standard());
    System.arraycopy(encoded, 0, decoder.reserve(encoded.length), 0, encoded.length);
    decoder.written(encoded.length);
    return decoder;
  }

  private static String lastConsumed(RequestDecoder decoder) {
    return new String(decoder.bytes(), decoder.lastStart(), decoder.lastLength(), ISO_8859_1);
  }
}
