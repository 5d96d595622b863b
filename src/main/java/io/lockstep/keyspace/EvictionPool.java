package io.lockstep.keyspace;

/** The best candidates of several samples, in the ascending order of their scores. */
final class EvictionPool {
  static final int CAPACITY = 16;

  private final long[] scores = new long[CAPACITY];
  private final int[] databases = new int[CAPACITY];
  private final int[] hashes = new int[CAPACITY];
  private final int[] records = new int[CAPACITY];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /** Keeps the candidate if there is room or it beats the worst one. */
  void offer(long score, int database, int hash, int record) {
    if (size == CAPACITY) {
      if (score <= scores[0]) {
        return;
      }
      shift(1, 0, --size);
    }
    int place = 0;
    while (place < size && scores[place] < score) {
      place++;
    }
    shift(place, place + 1, size - place);
    set(place, score, database, hash, record);
    size++;
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(scores, from, scores, to, length);
    System.arraycopy(databases, from, databases, to, length);
    System.arraycopy(hashes, from, hashes, to, length);
    System.arraycopy(records, from, records, to, length);
  }

  private void set(int place, long score, int database, int hash, int record) {
    scores[place] = score;
    databases[place] = database;
    hashes[place] = hash;
    records[place] = record;
  }

  /** Takes the best candidate out; the three accessors below describe it. */
  void removeBest() {
    size--;
  }

  int bestDatabase() {
    return databases[size - 1];
  }

  int bestHash() {
    return hashes[size - 1];
  }

  int bestRecord() {
    return records[size - 1];
  }
}
