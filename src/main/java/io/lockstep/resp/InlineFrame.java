package io.lockstep.resp;

/** An inline request: words of one line, unquoted as Redis' {@code sdssplitargs} does. */
final class InlineFrame {
  private static final int IDLE_BYTES = 16 << 10;

  private final InputBuffer input;
  private final Slices slices;
  private byte[] text = Bytes.NONE; // the arguments without quotes, one after the other
  private int textLength;
  private int length;
  private boolean isBlank;

  InlineFrame(InputBuffer input, Slices slices) {
    this.input = input;
    this.slices = slices;
  }

  /** Reads the line at the front; follows Redis 7.2's {@code processInlineBuffer}. */
  Progress advance(ProtocolLimits limits, boolean allowed) throws ProtocolException {
    int lineEnd = input.lineEnd(0, Bytes.LF);
    if ((lineEnd < 0 ? input.size() : lineEnd) > limits.maxInlineBytes()) {
      throw ProtocolException.answered("too big inline request");
    }
    if (lineEnd < 0) {
      return Progress.PARTIAL;
    }
    length = lineEnd + 1;
    split(lineEnd > 0 && at(lineEnd - 1) == Bytes.CR ? lineEnd - 1 : lineEnd, allowed);
    return slices.count == 0 ? Progress.EMPTY : Progress.COMPLETE;
  }

  private void split(int lineLength, boolean allowed) throws ProtocolException {
    isBlank = lineLength == 0;
    slices.clear();
    textLength = 0;
    if (isBlank) {
      return;
    }
    if (!allowed) {
      throw ProtocolException.inlineFromMaster();
    }
    if (text.length < lineLength) {
      text = new byte[lineLength]; // bounded: unquoting never makes a line longer
    }
    int i = 0;
    while ((i = skipSpace(i, lineLength)) < lineLength) {
      i = argument(i, lineLength);
    }
  }

  private int skipSpace(int i, int to) {
    while (i < to && isSpace(at(i))) {
      i++;
    }
    return i;
  }

  /**
   * Reads one argument and returns where it ended. A quote may open anywhere, its end ends the
   * word.
   */
  private int argument(int i, int to) throws ProtocolException {
    int begin = textLength;
    while (i < to && !endsWord(at(i)) && !isQuote(at(i))) {
      put(at(i++));
    }
    if (i < to && isQuote(at(i))) {
      i = closed(at(i) == '"' ? doubleQuoted(i + 1, to) : singleQuoted(i + 1, to), to);
    }
    slices.add(begin, textLength - begin);
    return i;
  }

  /** Reads up to the closing quote and returns its position, or {@code to}. */
  private int doubleQuoted(int i, int to) {
    while (i < to && at(i) != '"') {
      if (at(i) != '\\' || i + 1 == to) {
        put(at(i++));
      } else if (isHexEscape(i, to)) {
        put((byte) (16 * hex(at(i + 2)) + hex(at(i + 3))));
        i += 4;
      } else {
        put(unescaped(at(i + 1)));
        i += 2;
      }
    }
    return i;
  }

  private int singleQuoted(int i, int to) {
    while (i < to && at(i) != '\'') {
      if (at(i) == '\\' && i + 1 < to && at(i + 1) == '\'') {
        i++;
      }
      put(at(i++));
    }
    return i;
  }

  /** Steps over a closing quote, after which only space or the end of the line may come. */
  private int closed(int quote, int to) throws ProtocolException {
    if (quote == to || (quote + 1 < to && !isSpace(at(quote + 1)))) {
      throw ProtocolException.answered("unbalanced quotes in request");
    }
    return quote + 1;
  }

  private boolean isHexEscape(int i, int to) {
    return i + 3 < to && at(i + 1) == 'x' && hex(at(i + 2)) >= 0 && hex(at(i + 3)) >= 0;
  }

  private static int hex(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }

  private static byte unescaped(byte b) {
    return switch (b) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> b;
    };
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /** Fewer bytes than {@link #isSpace}: a vertical tab is skipped before a word, yet part of it. */
  private static boolean endsWord(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static boolean isQuote(byte b) {
    return b == '"' || b == '\'';
  }

  private byte at(int i) {
    return input.bytes[input.start + i];
  }

  private void put(byte b) {
    text[textLength++] = b;
  }

  byte[] text() {
    return text;
  }

  /** The frame's length, line end included. */
  int length() {
    return length;
  }

  /** Whether there was nothing before the line end, not even space: a peer's sign of life. */
  boolean isBlank() {
    return isBlank;
  }

  void shrink() {
    if (text.length > IDLE_BYTES) {
      text = Bytes.NONE;
    }
  }

  long capacity() {
    return text.length;
  }
}
