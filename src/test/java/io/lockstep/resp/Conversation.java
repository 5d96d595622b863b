package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Feeds a decoder in pieces and keeps what came of it. */
final class Conversation {
  final RequestDecoder decoder;
  final List<String> requests = new ArrayList<>();
  final Request request = new Request();
  @Nullable ProtocolException error;

  Conversation() {
    this(ProtocolLimits.standard());
  }

  Conversation(ProtocolLimits limits) {
    decoder = new RequestDecoder(limits);
  }

  static Conversation of(String bytes) {
    return new Conversation().send(bytes);
  }

  Conversation send(String bytes) {
    byte[] encoded = bytes.getBytes(ISO_8859_1);
    return send(encoded, 0, encoded.length);
  }

  Conversation sendByteByByte(String bytes) {
    byte[] encoded = bytes.getBytes(ISO_8859_1);
    for (int i = 0; i < encoded.length; i++) {
      send(encoded, i, 1);
    }
    return this;
  }

  Conversation sendSplit(byte[] bytes, RandomGenerator random) {
    int longest = 1 + random.nextInt(Math.min(64, bytes.length));
    for (int at = 0, length; at < bytes.length; at += length) {
      length = Math.min(1 + random.nextInt(longest), bytes.length - at);
      send(bytes, at, length);
    }
    return this;
  }

  Conversation send(byte[] bytes, int start, int length) {
    if (error == null) {
      try {
        System.arraycopy(bytes, start, decoder.reserve(length), decoder.writeIndex(), length);
        decoder.written(length);
        decode();
      } catch (ProtocolException e) {
        error = e;
      }
    }
    return this;
  }

  private void decode() throws ProtocolException {
    while (decoder.next(request)) {
      requests.add(described());
    }
  }

  /** Arguments with bars between, so that spaces within them make a difference. */
  private String described() {
    var text = new StringBuilder();
    for (int i = 0; i < request.count(); i++) {
      text.append(i == 0 ? "" : "|").append(request.text(i));
    }
    return text.toString();
  }

  String errorText() {
    return error == null ? "" : String.valueOf(error.getMessage());
  }

  /** Everything that must not depend on where the bytes were split. */
  String outcome() {
    return requests
        + " consumed "
        + decoder.consumedBytes()
        + " empty lines "
        + decoder.emptyLines()
        + (error == null ? " buffered " + decoder.buffered() : " error " + error.getMessage());
  }
}
