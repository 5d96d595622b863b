package io.lockstep.rdb;

import java.io.IOException;

/** A value that the readers of the wanted version have no type for; nothing has been written. */
public final class UnwritableValueException extends IOException {
  private static final long serialVersionUID = 1;

  UnwritableValueException(String message) {
    super(message);
  }
}
