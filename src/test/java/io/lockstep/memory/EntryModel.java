package io.lockstep.memory;

import java.util.Arrays;

/** What a {@link Tree} should hold: its entries in order, in arrays. */
final class EntryModel {
  long[] keys = new long[16];
  int[] handles = new int[16];
  int[] weights = new int[16];
  int count;

  EntryModel copy() {
    EntryModel copy = new EntryModel();
    copy.keys = keys.clone();
    copy.handles = handles.clone();
    copy.weights = weights.clone();
    copy.count = count;
    return copy;
  }

  void insert(int index, long key, int handle, int weight) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      handles = Arrays.copyOf(handles, count * 2);
      weights = Arrays.copyOf(weights, count * 2);
    }
    shift(index, index + 1);
    keys[index] = key;
    handles[index] = handle;
    weights[index] = weight;
    count++;
  }

  void remove(int index) {
    shift(index + 1, index);
    count--;
  }

  private void shift(int from, int to) {
    System.arraycopy(keys, from, keys, to, count - from);
    System.arraycopy(handles, from, handles, to, count - from);
    System.arraycopy(weights, from, weights, to, count - from);
  }

  /** First index whose entry is not before this key and handle. */
  int find(long key, int handle) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] < key || (keys[middle] == key && handles[middle] < handle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long rank(int index) {
    long rank = 0;
    for (int before = 0; before < index; before++) {
      rank += weights[before];
    }
    return rank;
  }

  long size() {
    return rank(count);
  }
}
