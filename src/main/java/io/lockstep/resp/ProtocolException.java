package io.lockstep.resp;

/**
 * The peer broke the protocol, and its connection must be closed. The message is Redis' text,
 * without the code word of a reply; there is no stack trace.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean closesSilently;

  private ProtocolException(String message, boolean closesSilently) {
    super(message, null, false, false);
    this.closesSilently = closesSilently;
  }

  /** Answered with {@link #reply()}, then closed. */
  static ProtocolException answered(String reason) {
    return new ProtocolException("Protocol error: " + reason, false);
  }

  /**
   * Answered like {@link #answered}, with the offending byte in the text, line breaks as spaces.
   */
  static ProtocolException expectedBulk(byte got) {
    char shown = got == '\r' || got == '\n' ? ' ' : (char) (got & 0xff);
    return answered("expected '$', got '" + shown + "'");
  }

  /** More undecoded bytes than {@code client-query-buffer-limit}. */
  static ProtocolException queryBufferExceeded() {
    return new ProtocolException("Client reached the query buffer limit", true);
  }

  /** Inline data from a master: the two ends have lost step. */
  static ProtocolException inlineFromMaster() {
    return new ProtocolException("Master using the inline protocol. Desync?", true);
  }

  /** Whether the connection is closed without a reply, as Redis does for this kind. */
  public boolean closesSilently() {
    return closesSilently;
  }

  /** The error reply's text, as {@link ReplyWriter#error} takes it. */
  public String reply() {
    return "ERR " + getMessage();
  }
}
