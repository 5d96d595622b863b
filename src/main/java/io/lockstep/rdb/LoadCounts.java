package io.lockstep.rdb;

import java.util.ArrayList;
import java.util.List;

/** Counts the keys of a file as they are read. */
final class LoadCounts {
  private final long[] loaded;
  private final long[] expired;
  private final int progressEveryKeys;
  private long keys;
  private int untilProgress;

  LoadCounts(int databases, int progressEveryKeys) {
    this.loaded = new long[databases];
    this.expired = new long[databases];
    this.progressEveryKeys = progressEveryKeys;
    this.untilProgress = progressEveryKeys;
  }

  long keys() {
    return keys;
  }

  /** Counts a key that was loaded; true when the listener is to hear of it. */
  boolean loaded(int database) {
    loaded[database]++;
    return count();
  }

  boolean expired(int database) {
    expired[database]++;
    return count();
  }

  private boolean count() {
    keys++;
    if (--untilProgress > 0) {
      return false;
    }
    untilProgress = progressEveryKeys;
    return true;
  }

  List<DatabaseCount> byDatabase() {
    var counts = new ArrayList<DatabaseCount>();
    for (int i = 0; i < loaded.length; i++) {
      if (loaded[i] + expired[i] > 0) {
        counts.add(new DatabaseCount(i, loaded[i], expired[i]));
      }
    }
    return List.copyOf(counts);
  }
}
