package io.lockstep.memory;

/** Orders what is looked for against entries of a {@link Tree} that have the same key. */
@FunctionalInterface
public interface TieBreak {
  /**
   * Negative when what is looked for goes before the entry of this handle, positive when behind.
   */
  int compare(int handle);
}
