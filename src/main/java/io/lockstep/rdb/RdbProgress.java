package io.lockstep.rdb;

/** Hears how far a file has got; called on the thread that reads or writes it. */
@FunctionalInterface
public interface RdbProgress {
  RdbProgress UNHEARD = (bytes, keys) -> {};

  void reached(long bytes, long keys);
}
