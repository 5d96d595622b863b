package io.lockstep.rdb;

/** Hears how far a file has got; called on the thread that reads or writes it. */
@FunctionalInterface
public interface RdbProgress {
  RdbProgress UNHEARD = (bytes, keys) -> {};

  /** So many bytes and keys are read or written; an exception ends it. */
  void reached(long bytes, long keys);

  /** The head of a file that is read tells what its data took where it was written. */
  default void saysMemory(long bytes) {}

  /** A file that is read tells how many keys of a database will follow. */
  default void announces(long keys) {}

  /** A key of a file that is read was left out, as it has run out. */
  default void dropped(int database, byte[] key) {}
}
