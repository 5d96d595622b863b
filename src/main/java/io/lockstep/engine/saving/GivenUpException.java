package io.lockstep.engine.saving;

/** Nobody wants the file any more that is being written or read. */
final class GivenUpException extends RuntimeException {

  private static final long serialVersionUID = 1;

  GivenUpException() {
    super("given up", null, false, false);
  }
}
