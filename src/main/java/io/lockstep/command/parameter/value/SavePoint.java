package io.lockstep.command.parameter.value;

/** Save when {@code changes} were made within {@code seconds}. */
public record SavePoint(long seconds, long changes) {

  @Override
  public String toString() {
    return seconds + " " + changes;
  }
}
