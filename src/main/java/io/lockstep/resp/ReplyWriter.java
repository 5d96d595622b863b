package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * Writes replies, in RESP2 or RESP3, into an array, and from it into pieces outside the heap when
 * they get long. What RESP2 lacks is written as Redis does there: a map as a flat array, sets and
 * pushes as arrays, decimals, big numbers and verbatim texts as bulks, booleans as 0 and 1. Texts
 * are written with a byte per char (ISO-8859-1).
 */
public final class ReplyWriter {
  private static final byte[] OK = wire("+OK\r\n");
  private static final byte[] ZERO = wire(":0\r\n");
  private static final byte[] ONE = wire(":1\r\n");
  private static final byte[] NULL_BULK = wire("$-1\r\n");
  private static final byte[] NULL_ARRAY = wire("*-1\r\n");
  private static final byte[] NULL = wire("_\r\n");
  private static final byte[] TRUE = wire("#t\r\n");
  private static final byte[] FALSE = wire("#f\r\n");
  private static final long UNSHARED_BYTES = Long.MAX_VALUE;

  private final LongReply sealed;
  private final Output output;
  private boolean isResp3;

  /** A writer whose long replies may take all the memory there is. */
  public ReplyWriter() {
    this(new PieceStore(UNSHARED_BYTES));
  }

  /** A writer whose long replies take their memory from this store. */
  public ReplyWriter(PieceStore store) {
    sealed = new LongReply(store);
    output = new Output(sealed);
  }

  private static byte[] wire(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Chooses the version of the protocol for what follows: 2 or 3. */
  public void protocol(int version) {
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("There is no version " + version + " of the protocol");
    }
    isResp3 = version == 3;
  }

  public int protocol() {
    return isResp3 ? 3 : 2;
  }

  /** The replies, from 0 to {@link #length()} unless they are long; valid until the next change. */
  public byte[] bytes() {
    return output.bytes;
  }

  /** How many bytes of replies there are. */
  public int length() {
    return output.base() + output.length;
  }

  /** Whether the first of them lie in pieces, not in {@link #bytes()}. */
  public boolean isLong() {
    return !sealed.isEmpty();
  }

  /** Whether a reply was longer than can be kept; all of them are lost then. */
  public boolean isLost() {
    return sealed.isLost();
  }

  /** How long all replies together may be. */
  public void limit(long bytes) {
    sealed.limit(bytes);
  }

  /**
   * Hands long replies over in order, and is empty then; what it hands over must be freed.
   *
   * @return false if they were lost
   */
  public boolean handOver(Consumer<ReplySection> taker) {
    output.sealAll();
    boolean isWhole = !isLost();
    sealed.handOver(taker);
    clear();
    return isWhole;
  }

  /** Where in {@link #bytes()} the digits of the integer begin that was written last. */
  public int digitsStart() {
    int at = digitsEnd();
    while (output.bytes[at - 1] != ':') {
      at--;
    }
    return at;
  }

  /** Where they end. */
  public int digitsEnd() {
    return output.length - 2; // before the line end
  }

  /** Drops all replies; after many rounds that needed little memory, some is given back. */
  public void clear() {
    output.clear();
  }

  /** Gives the memory of an empty writer back, down to a small rest. */
  public void shrinkWhenIdle() {
    output.shrink();
  }

  /** Drops what was written after {@link #length()} was {@code length}. */
  public void rewind(int length) {
    if (length < 0 || length > length()) {
      throw new IllegalArgumentException("Cannot rewind from " + length() + " to " + length);
    }
    output.rewind(length);
  }

  /** A status, such as {@code +PONG}; line breaks become spaces. */
  public void simple(String text) {
    output.line('+', text);
  }

  public void ok() {
    output.put(OK);
  }

  /** An error, given with its code word ({@code "ERR …"}); line breaks become spaces. */
  public void error(String text) {
    output.line('-', text);
  }

  public void integer(long value) {
    if (value == 0 || value == 1) {
      output.put(value == 0 ? ZERO : ONE);
    } else {
      output.header(':', value);
    }
  }

  public void bulk(byte[] bytes) {
    output.bulk(bytes, 0, bytes.length);
  }

  public void bulk(byte[] bytes, int start, int length) {
    output.bulk(bytes, start, length);
  }

  public void bulk(MemorySegment segment, long offset, int length) {
    output.bulk(segment, offset, length);
  }

  /** A bulk with the number's decimal digits. */
  public void bulk(long number) {
    output.bulk(number);
  }

  /** A bulk with a byte per char. */
  public void text(String text) {
    output.bulk(text);
  }

  public void nil() {
    output.put(isResp3 ? NULL : NULL_BULK);
  }

  public void nullArray() {
    output.put(isResp3 ? NULL : NULL_ARRAY);
  }

  /** The header of {@code count} replies to follow. */
  public void array(long count) {
    output.header('*', count);
  }

  /** The header of {@code pairs} keys and values to follow in turns. */
  public void map(long pairs) {
    if (isResp3) {
      output.header('%', pairs);
    } else {
      output.header('*', 2L * pairs);
    }
  }

  public void set(long count) {
    output.header(isResp3 ? '~' : '*', count);
  }

  public void push(int count) {
    output.header(isResp3 ? '>' : '*', count);
  }

  /** The header of {@code pairs} attributes of the next reply; RESP2 cannot say them. */
  public void attribute(int pairs) {
    if (!isResp3) {
      throw new IllegalStateException("RESP2 has no attributes");
    }
    output.header('|', pairs);
  }

  /** A floating-point number as {@link Decimal} has it. */
  public void decimal(double value) {
    long whole = (long) value;
    if (whole != 0 && whole == value && Math.abs(whole) <= Decimal.MAX_WHOLE) {
      wholeDecimal(whole);
    } else if (isResp3) {
      output.line(',', Decimal.text(value));
    } else {
      output.bulk(Decimal.text(value));
    }
  }

  /** A floating-point number as the caller spells it. */
  public void decimal(String text) {
    if (isResp3) {
      output.line(',', text);
    } else {
      output.bulk(text);
    }
  }

  /** Most are whole, and those need no text to be made of them first. */
  private void wholeDecimal(long value) {
    if (isResp3) {
      output.header(',', value);
    } else {
      output.bulk(value);
    }
  }

  public void bool(boolean value) {
    if (isResp3) {
      output.put(value ? TRUE : FALSE);
    } else {
      output.put(value ? ONE : ZERO);
    }
  }

  public void bigNumber(String digits) {
    if (isResp3) {
      output.line('(', digits);
    } else {
      output.bulk(digits);
    }
  }

  /** A text with a format of three letters, {@code txt} or {@code mkd}. */
  public void verbatim(String format, byte[] text) {
    if (!isResp3) {
      bulk(text);
      return;
    }
    output.header('=', text.length + 4L); // the format and a colon belong to the text
    raw(wire(format.substring(0, 3) + ":"));
    raw(text);
    output.lineEnd();
  }

  public void raw(byte[] bytes) {
    output.put(bytes);
  }

  /** Bytes that are replies already. */
  public void raw(byte[] bytes, int start, int length) {
    output.put(bytes, start, length);
  }

  /** Begins an array whose count is told later; returns the mark to {@link #settle}. */
  public int deferArray() {
    return output.defer('*', 1);
  }

  /** Begins a map whose number of pairs is told later. */
  public int deferMap() {
    return isResp3 ? output.defer('%', 1) : output.defer('*', 2);
  }

  /** Begins a push whose count is told later. */
  public int deferPush() {
    return output.defer(isResp3 ? '>' : '*', 1);
  }

  /** Tells the count of what was deferred at the mark; of nested ones, the innermost first. */
  public void settle(int mark, int count) {
    output.settle(mark, count);
  }
}
