package io.lockstep.keyspace;

import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;

/** The fields and values of an entry that is to be added to a stream. */
public final class EntryDraft {
  private static final int HEAD_ELEMENTS = 3; // flags and the two numbers of the id

  private final PackedRun pairs = new PackedRun();
  private final PackedRun composed = new PackedRun();
  private long bytes;

  public void clear() {
    pairs.clear();
    bytes = 0;
  }

  /** Adds a field's name or, after that, its value. */
  public void add(byte[] source, int start, int length) {
    pairs.add(source, start, length);
    bytes += length;
  }

  /** How many bytes names and values have. */
  long bytes() {
    return bytes;
  }

  private int fields() {
    return pairs.count() / 2;
  }

  /** Whether the names are those of a block, in the same order. */
  boolean hasFieldsOf(StreamBlock block) {
    if (block.blockFields() != fields()) {
      return false;
    }
    PackedList list = block.list;
    int place = block.namesPlace();
    for (int field = 0; field < fields(); field++) {
      if (!pairs.isAt(2 * field, list, place)) {
        return false;
      }
      place = list.next(place);
    }
    return true;
  }

  /** All elements of a block that begins with this entry. */
  PackedRun composeBlock() {
    composed.clear();
    composed.add(1).add(0).add(fields());
    for (int field = 0; field < fields(); field++) {
      composed.add(pairs, 2 * field);
    }
    composed.add(0);
    addEntry(0, 0, true);
    return composed;
  }

  /** The elements of this entry, whose id is ahead of the block's by so much. */
  PackedRun compose(long ms, long seq, boolean hasBlockFields) {
    composed.clear();
    addEntry(ms, seq, hasBlockFields);
    return composed;
  }

  private void addEntry(long ms, long seq, boolean hasBlockFields) {
    composed.add(hasBlockFields ? StreamBlock.SAME_FIELDS : 0).add(ms).add(seq);
    if (hasBlockFields) {
      addValues();
    } else {
      addPairs();
    }
  }

  private void addValues() {
    for (int field = 0; field < fields(); field++) {
      composed.add(pairs, 2 * field + 1);
    }
    composed.add(HEAD_ELEMENTS + fields());
  }

  private void addPairs() {
    composed.add(fields());
    for (int index = 0; index < pairs.count(); index++) {
      composed.add(pairs, index);
    }
    composed.add(HEAD_ELEMENTS + 1 + pairs.count());
  }
}
