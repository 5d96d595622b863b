package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;

/**
 * A view of a small hash, a packed list of fields and values in turn. Once a field gets a time of
 * expiry there is a third element for every field; then the list is in the order of times, and
 * those without one come last, as Redis keeps and writes them.
 */
final class PackedHash {
  static final int PAIR = 2;
  static final int TRIPLE = 3;

  /** What is in the place of a time that a field has not. */
  static final long NO_TIME = 0;

  private static final int FIRST = PackedList.FIRST;

  private final Records records;
  private final PackedList list = new PackedList();
  private final PackedEdits edits;
  private final PackedElement field = new PackedElement();
  private final PackedElement packedValue = new PackedElement();
  private final PackedElement packedTime = new PackedElement();
  private final Element shown = new Element();

  private ValueHome home;
  private int record;
  private int width = PAIR;

  PackedHash(RecordStore store) {
    this.records = store.records();
    this.edits = new PackedEdits(store, list);
    this.home = store;
  }

  void at(ValueHome newHome, int hash) {
    home = newHome;
    record = hash;
    width = records.isTimed(hash) ? TRIPLE : PAIR;
    list.at(records, hash);
  }

  /** The record as it is now. */
  int record() {
    return record;
  }

  int size() {
    return list.count() / width;
  }

  // ---- reading

  /** The place of a field, negative if it is not there. */
  int find(byte[] bytes, int start, int length) {
    return list.find(field.of(bytes, start, length), FIRST, width);
  }

  /** The place of the field at an index. */
  int placeOf(int index) {
    return list.seek(index * width);
  }

  void name(int place, Element into) {
    list.read(place, into);
  }

  void value(int place, Element into) {
    list.read(list.next(place), into);
  }

  long expireAtMs(int place) {
    return width == PAIR ? Records.NO_EXPIRY : time(list, place);
  }

  /** The time of the field at a place of a list of triples. */
  static long time(PackedList triples, int place) {
    long time = triples.number(triples.forward(place, TRIPLE - 1));
    return time == NO_TIME ? Records.NO_EXPIRY : time;
  }

  /** When the first field runs out. */
  long soonestMs() {
    return width == PAIR || list.count() == 0 ? Records.NO_EXPIRY : time(list, FIRST);
  }

  /** How many fields have a time before this one. */
  long countBefore(long timeMs) {
    if (width == PAIR) {
      return 0;
    }
    int count = 0;
    for (int place = FIRST; place < list.end(); place = list.forward(place, TRIPLE)) {
      long there = time(list, place);
      if (there == Records.NO_EXPIRY || there >= timeMs) {
        return count;
      }
      count++;
    }
    return count;
  }

  // ---- changing

  /** Gives a field a value and a time; returns whether it is new. */
  boolean put(
      byte[] name,
      int nameStart,
      int nameLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    int place = find(name, nameStart, nameLength);
    packedValue.of(value, valueStart, valueLength);
    if (place < 0) {
      long time = expireAtMs == HashValue.SAME_EXPIRY ? Records.NO_EXPIRY : expireAtMs;
      widenFor(time);
      insert(time);
      return true;
    }
    record = edits.replace(home, record, list.next(place), packedValue);
    if (expireAtMs != HashValue.SAME_EXPIRY && expireAtMs != expireAtMs(place)) {
      expireAt(name, nameStart, nameLength, expireAtMs);
    }
    return false;
  }

  /** Gives a field that is there another time, or none. */
  void expireAt(byte[] name, int start, int length, long expireAtMs) {
    widenFor(expireAtMs);
    int place = find(name, start, length);
    list.read(list.next(place), shown);
    packedValue.of(shown);
    remove(place);
    insert(expireAtMs);
  }

  /** Puts the packed field and value where their time belongs. */
  private void insert(long expireAtMs) {
    int place = placeFor(expireAtMs);
    int timeBytes = width == PAIR ? 0 : packTime(expireAtMs);
    int valuePlace = place + field.length();
    int timePlace = valuePlace + packedValue.length();
    record = edits.splice(home, record, place, 0, timePlace + timeBytes - place);
    list.write(place, field);
    list.write(valuePlace, packedValue);
    if (width == TRIPLE) {
      list.write(timePlace, packedTime);
    }
    list.count(list.count() + width);
  }

  private int packTime(long expireAtMs) {
    return packedTime.number(expireAtMs == Records.NO_EXPIRY ? NO_TIME : expireAtMs).length();
  }

  private int placeFor(long expireAtMs) {
    int place = expireAtMs == Records.NO_EXPIRY ? list.end() : FIRST;
    while (place < list.end() && isBefore(time(list, place), expireAtMs)) {
      place = list.forward(place, TRIPLE);
    }
    return place;
  }

  private static boolean isBefore(long there, long expireAtMs) {
    return there != Records.NO_EXPIRY && there < expireAtMs;
  }

  void remove(int place) {
    record = edits.remove(home, record, place, list.forward(place, width), width);
  }

  /** Gives each field room for a time. */
  private void widenFor(long expireAtMs) {
    if (width == TRIPLE || expireAtMs == Records.NO_EXPIRY) {
      return;
    }
    PackedElements pairs = new PackedElements(records.value(record));
    int fields = size();
    PackedRun triples = new PackedRun();
    while (pairs.next()) {
      triples.add(pairs.element());
      pairs.next();
      triples.add(pairs.element()).add(NO_TIME);
    }
    record = home.resizeValue(record, FIRST + triples.length());
    records.markTimed(record);
    at(home, record);
    list.write(FIRST, triples);
    list.count(fields * TRIPLE);
  }
}
