package io.lockstep.keyspace;

import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;

/**
 * Changes packed lists in records. The list is looked at through one view, which is left at the
 * record as it is after the change; every change returns the record's address from then on.
 */
final class PackedEdits {
  private final RecordStore store;
  private final Records records;
  private final PackedList list;

  PackedEdits(RecordStore store, PackedList list) {
    this.store = store;
    this.records = store.records();
    this.list = list;
  }

  /** Puts an element at a place, before what is there. */
  int insert(ValueHome home, int record, int place, PackedElement element) {
    int changed = splice(home, record, place, 0, element.length());
    list.write(place, element);
    list.count(list.count() + 1);
    return changed;
  }

  int append(ValueHome home, int record, PackedElement element) {
    return insert(home, record, records.valueLength(record), element);
  }

  /** Puts an element in the place of the one that is there. */
  int replace(ValueHome home, int record, int place, PackedElement element) {
    list.at(records, record);
    int changed = splice(home, record, place, list.next(place) - place, element.length());
    list.write(place, element);
    return changed;
  }

  /** Takes so many elements out, from a place on to another one. */
  int remove(ValueHome home, int record, int from, int to, int elements) {
    int changed = splice(home, record, from, to - from, 0);
    list.count(list.count() - elements);
    return changed;
  }

  /** Makes room for so many bytes in the place of others; what is there is undefined. */
  int splice(ValueHome home, int record, int place, int oldBytes, int newBytes) {
    int length = records.valueLength(record);
    int behind = length - place - oldBytes;
    int newLength = length - oldBytes + newBytes;
    if (store.stretchInPlace(record, newLength)) {
      list.at(records, record);
      list.shift(place + oldBytes, place + newBytes, behind);
      return record;
    }
    int owned = home.resizeValue(record, Math.max(length, newLength));
    list.at(records, owned);
    if (oldBytes != newBytes) {
      list.shift(place + oldBytes, place + newBytes, behind);
    }
    if (newLength < length) {
      owned = home.resizeValue(owned, newLength);
      list.at(records, owned);
    }
    return owned;
  }
}
