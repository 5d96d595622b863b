package io.lockstep.keyspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Goes through the elements of a packed list that was copied out of its record. */
final class PackedElements {
  private final PackedList list;
  private final Element element = new Element();
  private int place = PackedList.FIRST;

  PackedElements(byte[] packed) {
    list = copied(packed);
  }

  /** A view of a list whose bytes were copied out of its record. */
  static PackedList copied(byte[] packed) {
    MemorySegment copy = Arena.ofAuto().allocate(packed.length);
    MemorySegment.copy(packed, 0, copy, JAVA_BYTE, 0, packed.length);
    return new PackedList().at(copy, 0, packed.length);
  }

  /** Goes to the next element; false at the end. */
  boolean next() {
    if (place >= list.end()) {
      return false;
    }
    list.read(place, element);
    place = list.next(place);
    return true;
  }

  /** Goes to the next element, which is the time of a field. */
  long nextTime() {
    long time = list.number(place);
    place = list.next(place);
    return time == PackedHash.NO_TIME ? Records.NO_EXPIRY : time;
  }

  Element element() {
    return element;
  }
}
