package io.lockstep.admin;

import java.util.HexFormat;

/** Bytes as redis-cli prints them inside its quotes: ASCII as it is, everything else escaped. */
final class PrintableText {
  private static final HexFormat HEX = HexFormat.of();

  private PrintableText() {}

  static String of(byte[] bytes, int start, int length) {
    var text = new StringBuilder(length);
    for (int i = start; i < start + length; i++) {
      append(text, bytes[i]);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, byte b) {
    switch (b) {
      case '\\', '"' -> text.append('\\').append((char) b);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 7 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      default -> {
        if (b >= ' ' && b <= '~') {
          text.append((char) b);
        } else {
          text.append("\\x").append(HEX.toHexDigits(b));
        }
      }
    }
  }
}
