package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * A request's arguments as slices of someone's memory. One instance is filled again and again; it
 * is valid until its decoder moves on, and {@link #detach} makes a copy that stays.
 */
public final class Request {
  private byte[] bytes = Bytes.NONE;
  private int base; // slices are relative to it
  private int[] slices = {}; // start of argument i at 2i, its length at 2i + 1
  private int count;
  private int frameLength;
  private boolean isCanonical;

  /** A canonical request with memory of its own; each char is one byte. */
  public static Request of(String... arguments) {
    byte[][] encoded = new byte[arguments.length][];
    Arrays.setAll(encoded, i -> arguments[i].getBytes(ISO_8859_1));
    return of(encoded);
  }

  /** A canonical request with memory of its own. */
  public static Request of(byte[]... arguments) {
    var encoder = new CommandEncoder().begin(arguments.length);
    var slices = new Slices();
    for (byte[] argument : arguments) {
      encoder.argument(argument);
      slices.add(encoder.length() - argument.length - 2, argument.length); // before its line end
    }
    var request = new Request();
    request.frame(encoder.copy(), 0, encoder.length(), slices, true);
    return request;
  }

  void frame(byte[] bytes, int base, int length, Slices slices, boolean isCanonical) {
    this.bytes = bytes;
    this.base = base;
    this.slices = slices.at;
    this.count = slices.count;
    this.frameLength = length;
    this.isCanonical = isCanonical;
  }

  /** Arguments that are not framed one by one. */
  void words(byte[] bytes, Slices slices) {
    frame(bytes, 0, 0, slices, false);
  }

  /** The memory that the arguments lie in. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of arguments, at least 1 when decoded. */
  public int count() {
    return count;
  }

  /** Where argument {@code i} begins in {@link #bytes()}. */
  public int start(int i) {
    return base + slices[2 * i];
  }

  public int length(int i) {
    return slices[2 * i + 1];
  }

  public byte[] copy(int i) {
    return Arrays.copyOfRange(bytes, start(i), start(i) + length(i));
  }

  /** The argument with a char for each byte; for cold paths. */
  public String text(int i) {
    return new String(bytes, start(i), length(i), ISO_8859_1);
  }

  /** Whether the argument is this word in any ASCII case. */
  public boolean is(int i, String upperCaseWord) {
    int length = length(i);
    if (length != upperCaseWord.length()) {
      return false;
    }
    int start = start(i);
    int at = 0;
    while (at < length && upperCase(bytes[start + at]) == upperCaseWord.charAt(at)) {
      at++;
    }
    return at == length;
  }

  private static int upperCase(byte b) {
    return b >= 'a' && b <= 'z' ? b - ('a' - 'A') : b & 0xff;
  }

  /** Whether the frame is to the byte what {@link CommandEncoder} gives for its arguments. */
  public boolean isCanonical() {
    return isCanonical;
  }

  /** Where the frame begins in {@link #bytes()}; for canonical requests. */
  public int frameStart() {
    return base;
  }

  /** The frame's length, 0 for an inline request. */
  public int frameLength() {
    return frameLength;
  }

  /** A canonical request with the same arguments and memory of its own. */
  public Request detach() {
    return isCanonical ? copyOfFrame() : reencoded();
  }

  private Request copyOfFrame() {
    var copy = new Request();
    copy.bytes = Arrays.copyOfRange(bytes, base, base + frameLength);
    copy.slices = Arrays.copyOf(slices, 2 * count);
    copy.count = count;
    copy.frameLength = frameLength;
    copy.isCanonical = true;
    return copy;
  }

  private Request reencoded() {
    byte[][] arguments = new byte[count][];
    Arrays.setAll(arguments, this::copy);
    return of(arguments);
  }

  /** The arguments in one line, for logs and failures. */
  @Override
  public String toString() {
    var line = new StringBuilder();
    for (int i = 0; i < count; i++) {
      line.append(i == 0 ? "" : " ").append(text(i));
    }
    return line.toString();
  }
}
