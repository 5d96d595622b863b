package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What the records of big collections lead to: tables, trees and blocks. It is given up bit by bit
 * after the record itself has left its database, and copied as a whole.
 */
final class Linked {
  /** A collection of up to so many elements goes at once with its record. */
  private static final long SMALL = 256;

  private final RecordStore store;
  private final Records records;
  private final ArrayDeque<Integer> doomed = new ArrayDeque<>(); // records that left their database
  private @Nullable Drain current; // of the first of them

  Linked(RecordStore store) {
    this.store = store;
    this.records = store.records();
  }

  boolean isLinked(int record) {
    return records.type(record) != RecordType.STRING && records.form(record) == ValueForm.LINKED;
  }

  /** Gives up a record with all that it leads to. */
  void discard(int record) {
    if (isLinked(record) && sizeOf(record) > SMALL) {
      doomed.add(record);
      return;
    }
    if (isLinked(record)) {
      drainOf(record).go(Integer.MAX_VALUE);
    }
    store.discard(record);
  }

  private long sizeOf(int record) {
    return switch (records.type(record)) {
      case STRING -> 0;
      case HASH, SET, SORTED_SET ->
          MemberTable.size(records.segment(record), records.valueOffset(record));
      case LIST -> blocksOf(record);
      case STREAM -> sizeOfStream(record);
    };
  }

  private long blocksOf(int record) {
    ListBlockCursor list = new ListBlockCursor(records);
    list.load(record);
    return list.blocks();
  }

  /** What groups lead to is not counted, but may be much. */
  private long sizeOfStream(int record) {
    StreamReader stream = new StreamReader(records).at(record);
    return stream.blockCount() + (stream.groupCount() == 0 ? 0 : SMALL);
  }

  /** Gives up about so many blocks of collections that are gone; true if more are left. */
  boolean drain(int budget) {
    if (!doomed.isEmpty()) {
      if (current == null) {
        current = drainOf(doomed.element());
      }
      if (!current.go(budget)) {
        current = null;
        store.discard(doomed.remove());
      }
    }
    return !doomed.isEmpty();
  }

  private Drain drainOf(int record) {
    return switch (records.type(record)) {
      case STRING -> throw new IllegalStateException("a string leads to nothing");
      case HASH -> drainOfHash(record);
      case SET -> TableDrain.of(store, record);
      case LIST -> ListDrain.of(store, record);
      case SORTED_SET -> SortedSetDrain.of(store, record);
      case STREAM -> StreamDrain.ofStream(store, record);
    };
  }

  private Drain drainOfHash(int record) {
    return TableHash.isTimed(records, record)
        ? TimedHashDrain.of(store, record)
        : TableDrain.of(store, record);
  }

  private void copyHash(int copy) {
    if (TableHash.isTimed(records, copy)) {
      TimedHashCopy.of(store, copy);
    } else {
      TableCopy.of(store, copy);
    }
  }

  /** Gives the copy of a record, which leads to what the original leads to, contents of its own. */
  void copy(int copy) {
    if (isLinked(copy)) {
      switch (records.type(copy)) {
        case STRING -> {}
        case HASH -> copyHash(copy);
        case SET -> TableCopy.of(store, copy);
        case LIST -> ListCopy.of(store, copy);
        case SORTED_SET -> SortedSetCopy.of(store, copy);
        case STREAM -> StreamCopy.of(store, copy);
      }
    }
  }

  boolean hasDoomed() {
    return !doomed.isEmpty();
  }

  /** Forgets everything, because the slab was abandoned. */
  void forget() {
    doomed.clear();
    current = null;
  }
}
