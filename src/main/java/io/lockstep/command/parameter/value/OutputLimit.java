package io.lockstep.command.parameter.value;

/**
 * When a client that does not read its replies is closed; zero means no limit.
 *
 * @param hardBytes at once above this
 * @param softBytes after {@code softSeconds} above this
 * @param softSeconds how long the soft limit may be exceeded
 */
public record OutputLimit(long hardBytes, long softBytes, long softSeconds) {

  /** The larger of both limits; zero where there is none. */
  public long highest() {
    return Math.max(hardBytes, softBytes);
  }

  @Override
  public String toString() {
    return hardBytes + " " + softBytes + " " + softSeconds;
  }

  /** The limit with its sizes in the largest exact unit. */
  String inUnits() {
    return Numbers.memoryText(hardBytes) + " " + Numbers.memoryText(softBytes) + " " + softSeconds;
  }
}
