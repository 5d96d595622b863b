package io.lockstep.simulation;

import java.util.Arrays;

/** Bytes that have arrived and were not read yet. */
final class Inbox {

  private byte[] bytes = new byte[256];
  private int start; // start <= end <= bytes.length
  private int end;

  int size() {
    return end - start;
  }

  void add(byte[] more) {
    if (bytes.length - end < more.length) {
      byte[] room = new byte[Math.max(2 * size(), size() + more.length)];
      System.arraycopy(bytes, start, room, 0, size());
      end = size();
      start = 0;
      bytes = room;
    }
    System.arraycopy(more, 0, bytes, end, more.length);
    end += more.length;
  }

  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
    start += count;
    return taken;
  }

  void clear() {
    start = 0;
    end = 0;
  }
}
