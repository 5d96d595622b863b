package io.lockstep.rdb.packed;

/** The bytes are not of the form that they are said to have; none of them is to be used. */
public final class MalformedPackException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final int position;

  MalformedPackException(int position, String message) {
    String whole = message + ", at its byte " + position;
    super(whole);
    this.reason = whole;
    this.position = position;
  }

  /** The message, which is always there. */
  public String reason() {
    return reason;
  }

  /** Where in the string, counted from 0. */
  public int position() {
    return position;
  }
}
