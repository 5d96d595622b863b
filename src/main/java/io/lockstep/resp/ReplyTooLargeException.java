package io.lockstep.resp;

/**
 * A reply does not fit into memory: the client that asked for it is closed, and nobody else
 * notices.
 */
public final class ReplyTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(long bytes) {
    super("a reply of " + bytes + " bytes exceeds what a buffer can hold");
  }
}
