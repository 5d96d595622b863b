package io.lockstep.command.parameter.value;

/** A value that its parameter does not take; the message is Redis' own reason. */
public final class InvalidValueException extends Exception {

  /** Refuses a value for the reason given. */
  public InvalidValueException(String reason) {
    super(reason, null, false, false);
  }

  /** The reason, which is always there. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
