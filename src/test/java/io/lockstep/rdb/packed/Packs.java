package io.lockstep.rdb.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Puts packed strings together byte by byte, and shows their elements as numbers and texts. */
final class Packs {
  private static final int MARGIN = 3; // so that no reader counts from the array's start

  private Packs() {}

  /** Pieces in hexadecimal, or texts in apostrophes. */
  static byte[] bytes(String... pieces) {
    var bytes = new ByteArrayOutputStream();
    for (String piece : pieces) {
      boolean isText = piece.startsWith("'");
      bytes.writeBytes(
          isText
              ? piece.substring(1, piece.length() - 1).getBytes(ISO_8859_1)
              : HexFormat.of().parseHex(piece.replace(" ", "")));
    }
    return bytes.toByteArray();
  }

  /** The elements: a Long for a number, a String for a text. */
  static List<Object> read(Elements elements, byte[] pack) throws MalformedPackException {
    open(elements, pack);
    var found = new ArrayList<Object>();
    while (elements.next()) {
      found.add(elements.isNumber() ? (Object) elements.number() : text(elements));
    }
    return found;
  }

  static void open(Elements elements, byte[] pack) throws MalformedPackException {
    byte[] around = around(pack);
    elements.open(around, MARGIN, pack.length);
  }

  static byte[] around(byte[] pack) {
    byte[] around = new byte[pack.length + 2 * MARGIN];
    System.arraycopy(pack, 0, around, MARGIN, pack.length);
    return around;
  }

  static int margin() {
    return MARGIN;
  }

  static String text(Elements elements) {
    return new String(elements.bytes(), elements.start(), elements.length(), ISO_8859_1);
  }
}
