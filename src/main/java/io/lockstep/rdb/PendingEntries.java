package io.lockstep.rdb;

import java.util.Arrays;

/** The entries of a group that were delivered and not acknowledged, in the order of their ids. */
final class PendingEntries {
  private static final int INITIAL = 16;
  private static final int NOBODY = -1;

  // ids[2 * i], ids[2 * i + 1]: the numbers of an id; deliveries[2 * i] its time, then its count
  private long[] ids = new long[2 * INITIAL];
  private long[] deliveries = new long[2 * INITIAL];
  private int[] consumers = new int[INITIAL];
  private int count;
  private int owned;

  int count() {
    return count;
  }

  long ms(int index) {
    return ids[2 * index];
  }

  long seq(int index) {
    return ids[2 * index + 1];
  }

  long deliveredAtMs(int index) {
    return deliveries[2 * index];
  }

  long deliveryCount(int index) {
    return deliveries[2 * index + 1];
  }

  /** The index of the consumer that it was delivered to. */
  int consumer(int index) {
    return consumers[index];
  }

  /** Adds an entry that no consumer owns yet; false when its id is not behind all others. */
  boolean add(long ms, long seq, long deliveredAtMs, long times) {
    if (count > 0 && compare(count - 1, ms, seq) >= 0) {
      return false;
    }
    if (count == consumers.length) {
      grow();
    }
    ids[2 * count] = ms;
    ids[2 * count + 1] = seq;
    deliveries[2 * count] = deliveredAtMs;
    deliveries[2 * count + 1] = times;
    consumers[count++] = NOBODY;
    return true;
  }

  private void grow() {
    ids = Arrays.copyOf(ids, 2 * ids.length);
    deliveries = Arrays.copyOf(deliveries, 2 * deliveries.length);
    consumers = Arrays.copyOf(consumers, 2 * consumers.length);
  }

  /** Gives an entry to a consumer; false when there is none that is free under this id. */
  boolean own(long ms, long seq, int consumer) {
    int index = find(ms, seq);
    if (index < 0 || consumers[index] != NOBODY) {
      return false;
    }
    consumers[index] = consumer;
    owned++;
    return true;
  }

  boolean areAllOwned() {
    return owned == count;
  }

  private int find(long ms, long seq) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, ms, seq);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  private int compare(int index, long ms, long seq) {
    int byMs = Long.compareUnsigned(ms(index), ms);
    return byMs == 0 ? Long.compareUnsigned(seq(index), seq) : byMs;
  }
}
