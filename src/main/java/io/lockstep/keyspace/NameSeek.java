package io.lockstep.keyspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.Records;
import io.lockstep.memory.TieBreak;
import io.lockstep.memory.TreeCursor;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/** Finds groups and consumers in trees that are in the order of their names' bytes. */
final class NameSeek implements TieBreak {
  private final Records records;
  private final IntUnaryOperator nameOf; // the record that has the name as its key

  private byte[] copy = new byte[64];
  private byte[] name = copy;
  private int start;
  private int length;

  NameSeek(Records records, IntUnaryOperator nameOf) {
    this.records = records;
    this.nameOf = nameOf;
  }

  /** Moves to the first entry that is not before a name; returns whether it has that name. */
  boolean to(TreeCursor tree, byte[] newName, int newStart, int newLength) {
    name = newName;
    start = newStart;
    length = newLength;
    return tree.seek(key(), this) && isAt(tree.handle());
  }

  /** The same, with the name that is a record's key. */
  boolean toNameOf(TreeCursor tree, int record) {
    int keyLength = records.keyLength(record);
    if (copy.length < keyLength) {
      copy = new byte[keyLength];
    }
    MemorySegment.copy(
        records.segment(record), JAVA_BYTE, records.keyOffset(record), copy, 0, keyLength);
    return to(tree, copy, 0, keyLength);
  }

  private boolean isAt(int handle) {
    return records.keyEquals(nameOf.applyAsInt(handle), name, start, length);
  }

  /** Where the tree keeps the name: the first bytes decide. */
  long key() {
    long first = 0;
    for (int at = 0; at < Long.BYTES; at++) {
      first = first << Byte.SIZE | (at < length ? name[start + at] & 0xFF : 0);
    }
    return first ^ Long.MIN_VALUE;
  }

  @Override
  public int compare(int handle) {
    int record = nameOf.applyAsInt(handle);
    MemorySegment other = records.segment(record);
    long offset = records.keyOffset(record);
    int otherLength = records.keyLength(record);
    for (int at = 0; at < Math.min(length, otherLength); at++) {
      int order = Byte.compareUnsigned(name[start + at], other.get(JAVA_BYTE, offset + at));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(length, otherLength);
  }
}
