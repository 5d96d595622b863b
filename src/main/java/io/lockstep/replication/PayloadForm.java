package io.lockstep.replication;

import java.nio.charset.StandardCharsets;

/** How the receiver of a snapshot knows where it ends. */
public sealed interface PayloadForm {

  /** The line before the payload, with its line end. */
  byte[] header();

  /** Known beforehand: {@code $<length>}, and nothing after the payload. */
  record Length(long bytes) implements PayloadForm {
    @Override
    public byte[] header() {
      return ascii("$" + bytes + "\r\n");
    }
  }

  /**
   * Written while it is produced: {@code $EOF:<marker>}, and the marker again after the payload.
   */
  record Marker(String marker) implements PayloadForm {
    public static final int BYTES = 40;

    @Override
    public byte[] header() {
      return ascii("$EOF:" + marker + "\r\n");
    }

    public byte[] bytes() {
      return ascii(marker);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
