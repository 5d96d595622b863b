package io.lockstep.resp;

/**
 * Turns one connection's bytes into requests, wherever they are split. It follows Redis 7.2's
 * {@code processMultibulkBuffer} and {@code processInlineBuffer} in what it accepts and in the
 * errors it gives.
 *
 * <p>Use: {@link #reserve}, write at {@link #writeIndex()}, {@link #written}, then {@link #next}
 * until it is false. After a {@link ProtocolException} the connection must be closed.
 */
public final class RequestDecoder {
  private final InputBuffer input = new InputBuffer();
  private final Slices slices = new Slices();
  private final MultibulkFrame multibulk = new MultibulkFrame(input, slices);
  private final InlineFrame inline = new InlineFrame(input, slices);
  private ProtocolLimits limits;
  private boolean isAuthenticated = true;
  private boolean isInlineAllowed = true;
  private int lastStart;
  private long consumedBytes;
  private long emptyLines;

  public RequestDecoder(ProtocolLimits limits) {
    this.limits = limits;
  }

  /** Changes the limits, from the next length on. */
  public void limits(ProtocolLimits limits) {
    this.limits = limits;
  }

  /**
   * False holds the peer to 10 arguments of 16 KiB, as Redis does before a client has logged in.
   */
  public void authenticated(boolean isAuthenticated) {
    this.isAuthenticated = isAuthenticated;
  }

  /**
   * False (for the link to a master) makes an inline request an error; empty lines stay allowed.
   */
  public void inlineAllowed(boolean isInlineAllowed) {
    this.isInlineAllowed = isInlineAllowed;
  }

  /**
   * Makes room at {@link #writeIndex()} for bytes that have arrived. Slices given out before are
   * void.
   *
   * @throws ProtocolException silently closing, if there would be more than {@code
   *     client-query-buffer-limit} bytes
   */
  public byte[] reserve(int bytes) throws ProtocolException {
    if ((long) buffered() + bytes > ceiling()) {
      throw ProtocolException.queryBufferExceeded();
    }
    return input.reserve(bytes, multibulk.announced(), ceiling());
  }

  private long ceiling() {
    return Math.min(limits.maxQueryBufferBytes(), Bytes.MAX_ARRAY);
  }

  public int writeIndex() {
    return input.end;
  }

  public void written(int bytes) {
    if (bytes < 0 || bytes > input.bytes.length - input.end) {
      throw new IllegalArgumentException(bytes + " bytes were written without being reserved");
    }
    input.end += bytes;
  }

  /**
   * Decodes one request into {@code into}, which then refers to this decoder's memory until the
   * next call of {@code next}, {@link #reserve} or {@link #shrinkWhenIdle}. Empty lines and empty
   * multi-bulks before it are skipped.
   *
   * @return false if more bytes are needed
   */
  public boolean next(Request into) throws ProtocolException {
    lastStart = input.start;
    Progress progress = Progress.EMPTY;
    while (progress == Progress.EMPTY && input.size() > 0) {
      progress = input.bytes[input.start] == '*' ? multibulk(into) : inline(into);
    }
    if (progress == Progress.PARTIAL && lastStart == input.start) {
      input.expect(multibulk.announced(), ceiling());
      lastStart = input.start;
    }
    return progress == Progress.COMPLETE;
  }

  private Progress multibulk(Request into) throws ProtocolException {
    Progress progress = multibulk.advance(limits, isAuthenticated);
    if (progress == Progress.COMPLETE) {
      into.frame(input.bytes, input.start, multibulk.length(), slices, multibulk.isCanonical());
    }
    if (progress != Progress.PARTIAL) {
      consume(multibulk.length());
      multibulk.reset();
    }
    return progress;
  }

  private Progress inline(Request into) throws ProtocolException {
    Progress progress = inline.advance(limits, isInlineAllowed);
    if (progress == Progress.COMPLETE) {
      into.words(inline.text(), slices);
    }
    if (progress != Progress.PARTIAL) {
      emptyLines += inline.isBlank() ? 1 : 0;
      consume(inline.length());
    }
    return progress;
  }

  private void consume(int length) {
    input.consume(length);
    consumedBytes += length;
  }

  /** Takes back the bytes that the last {@link #next} consumed: they will be decoded again. */
  public void unread() {
    consumedBytes -= lastLength();
    input.start = lastStart;
  }

  /** The input, in which {@link #lastStart()} and {@link #lastLength()} lie. */
  public byte[] bytes() {
    return input.bytes;
  }

  /** Where the bytes that the last {@link #next} consumed begin, skipped frames included. */
  public int lastStart() {
    return lastStart;
  }

  /**
   * How many bytes the last {@link #next} consumed: what a replica relays, whatever it returned.
   */
  public int lastLength() {
    return input.start - lastStart;
  }

  /** All bytes consumed since creation, skipped frames included: the advance of a link's offset. */
  public long consumedBytes() {
    return consumedBytes;
  }

  /** Lines without any byte that were skipped; from a replica, each is a sign of life. */
  public long emptyLines() {
    return emptyLines;
  }

  /** Where the bytes that are not consumed yet begin in {@link #bytes()}. */
  int nextStart() {
    return input.start;
  }

  /** Bytes received and not yet consumed. */
  public int buffered() {
    return input.size();
  }

  /** Of these, bytes that belong to arguments before a long one that is coming in. */
  public int setAside() {
    return multibulk.setAside();
  }

  /** Bytes of memory held. */
  public long capacity() {
    return input.bytes.length + inline.capacity() + slices.capacity();
  }

  /** Gives large buffers back if they are nearly empty; slices given out before are void. */
  public void shrinkWhenIdle() {
    input.shrink();
    inline.shrink();
    if (input.size() == 0) {
      slices.clear();
      slices.shrink();
    }
    lastStart = input.start;
  }
}
