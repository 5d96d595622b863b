package io.lockstep.engine.saving;

import io.lockstep.command.parameter.value.SavePoint;
import java.util.List;
import java.util.Optional;

/**
 * When the data was saved, whether that went well, and so when it is to be saved again by itself
 * (Redis, {@code serverCron}). Times are in milliseconds since 1970; Redis counts whole seconds.
 */
final class SaveLedger {

  /** Seconds to let pass after a failure. */
  static final long RETRY_AFTER_SECONDS = 5;

  private static final long SECOND_MS = 1_000;
  private static final long NEVER = -1;

  private long savedAtMs;
  private long triedAtMs;
  private long startedAtMs = NEVER; // of the save that goes on in the background
  private long lastSeconds = NEVER;
  private long changesBefore; // the count when that one began
  private long saves;
  private boolean isLastGood = true;
  private boolean isScheduled;

  /** A ledger of a node that starts now. */
  SaveLedger(long nowMs) {
    savedAtMs = nowMs;
  }

  // ---- what happens

  /** A client asks for a save that everybody waits for. */
  void asked() {
    saves++;
  }

  /** The file was written while everybody waited. */
  void saved(long nowMs) {
    savedAtMs = nowMs;
    isLastGood = true;
  }

  /** A save is to begin in the background. */
  void tried(long changes, long nowMs) {
    saves++;
    triedAtMs = nowMs;
    startedAtMs = nowMs;
    changesBefore = changes;
    isScheduled = false;
  }

  /**
   * The save in the background has succeeded.
   *
   * @return how many of the changes it has saved
   */
  long succeeded(long nowMs) {
    ended(nowMs);
    saved(nowMs);
    return changesBefore;
  }

  /** The save in the background has failed. */
  void failed(long nowMs) {
    ended(nowMs);
    isLastGood = false;
  }

  /** The save in the background was given up, which says nothing about the next one. */
  void givenUp(long nowMs) {
    ended(nowMs);
  }

  private void ended(long nowMs) {
    lastSeconds = seconds(nowMs) - seconds(startedAtMs);
    startedAtMs = NEVER;
  }

  /** A save in the background is to begin as soon as it can. */
  void schedule() {
    isScheduled = true;
  }

  // ---- what is to be done

  /** The first point at which the data is to be saved now. */
  Optional<SavePoint> due(List<SavePoint> points, long changes, long nowMs) {
    return mayTry(nowMs)
        ? points.stream().filter(point -> isPast(point, changes, nowMs)).findFirst()
        : Optional.empty();
  }

  private boolean isPast(SavePoint point, long changes, long nowMs) {
    return changes >= point.changes() && seconds(nowMs) - seconds(savedAtMs) > point.seconds();
  }

  /** Whether a save that waits for its turn may begin now. */
  boolean isScheduledNow(long nowMs) {
    return isScheduled && mayTry(nowMs);
  }

  private boolean mayTry(long nowMs) {
    return isLastGood || seconds(nowMs) - seconds(triedAtMs) > RETRY_AFTER_SECONDS;
  }

  // ---- what is known

  long savedAtMs() {
    return savedAtMs;
  }

  boolean isLastGood() {
    return isLastGood;
  }

  long saves() {
    return saves;
  }

  /** How long the last save in the background took; −1 before the first has ended. */
  long lastSeconds() {
    return lastSeconds;
  }

  /** How long the present one has taken; −1 if there is none. */
  long presentSeconds(long nowMs) {
    return startedAtMs == NEVER ? NEVER : seconds(nowMs) - seconds(startedAtMs);
  }

  private static long seconds(long ms) {
    return ms / SECOND_MS;
  }
}
