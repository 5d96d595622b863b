package io.lockstep.simulation;

/** Something that must hold in every world did not. */
final class Violation extends AssertionError {

  private static final long serialVersionUID = 1L;

  Violation(String sentence) {
    super(sentence);
  }

  Violation(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
