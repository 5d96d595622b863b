package io.lockstep.command;

import io.lockstep.command.progress.LongWork;
import org.jspecify.annotations.Nullable;

/**
 * The node's file of data, as commands see and change it. The engine's {@code NodeSaving} is it.
 */
public interface Saving {

  /** Writes the file while everybody waits, as SAVE does; false if that has failed. */
  boolean save();

  /** Begins to write the file in the background, as BGSAVE does; false if that has failed. */
  boolean saveInBackground();

  /** Begins to write it in the background once the present command is over. */
  void schedule();

  /** Whether the file is being written in the background. */
  boolean isInProgress();

  /** Gives up what is being written in the background, if anything is. */
  void abandon();

  /**
   * All data is gone: what is being written is given up, and a node that saves by itself writes the
   * file anew, as FLUSHALL does.
   */
  void emptied();

  /** Whether the node saves by itself: it has save points. */
  boolean savesByItself();

  /** Writes the file for the last time; false if that has failed. */
  boolean saveFinally();

  /**
   * Puts what the file holds in the place of the data, as DEBUG RELOAD does.
   *
   * @param savesFirst whether the file is written before
   */
  void reload(boolean savesFirst);

  /** Whether clients may not write, as what they wrote could not be saved of late. */
  boolean refusesWrites();

  /** When the file was last written, or else the start, in milliseconds since 1970. */
  long lastSavedAtMs();

  /** What INFO tells. */
  Figures figures();

  /**
   * Where saving and loading have got to. Ages and durations are in seconds, −1 if there is none.
   *
   * @param writing the writing of the file
   * @param loading its loading at the start
   * @param copiedBytes what the present save has kept from being given back
   * @param copiedPeakBytes the most that was
   * @param lastCopiedBytes what the last save did
   * @param isLastGood whether the last save in the background succeeded
   * @param lastSeconds how long it took
   * @param presentSeconds how long the present one has taken
   * @param saves how many were begun at a client's word or by themselves
   * @param keysExpired keys that the last load left out, as they had run out
   * @param keysLoaded keys that it took
   * @param load the load that goes on; null if none does
   */
  record Figures(
      LongWork writing,
      LongWork loading,
      long copiedBytes,
      long copiedPeakBytes,
      long lastCopiedBytes,
      boolean isLastGood,
      long lastSeconds,
      long presentSeconds,
      long saves,
      long keysExpired,
      long keysLoaded,
      @Nullable Load load) {}

  /**
   * A load that everybody waits for: of the file at the start, or of a master's snapshot.
   *
   * @param startedAtMs when it began
   * @param totalBytes the length of the file; 0 if it is streamed, and nobody knows
   * @param usedMemoryBytes what its data took where it was written
   * @param loadedBytes what is read of it
   */
  record Load(long startedAtMs, long totalBytes, long usedMemoryBytes, long loadedBytes) {}
}
