package io.lockstep.command.hyperloglog;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The bytes of a sketch that is no key's. */
final class HeapBytes extends SketchBytes {
  private byte[] array;

  HeapBytes(byte[] array) {
    this.array = array;
    lie(MemorySegment.ofArray(array), 0, array.length);
  }

  byte[] copy() {
    return array.clone();
  }

  @Override
  void own() {}

  @Override
  void resize(int newLength) {
    array = Arrays.copyOf(array, newLength);
    lie(MemorySegment.ofArray(array), 0, newLength);
  }
}
