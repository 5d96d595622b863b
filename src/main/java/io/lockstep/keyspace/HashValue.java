package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.util.random.RandomGenerator;

/**
 * A view of one hash. A small one is a packed list of fields and values in turn; a big one has a
 * record for each field, in a table whose root is the hash's value. The view is moved from hash to
 * hash, and follows its record where a change moves it.
 */
public final class HashValue {
  static final int ROOT_BYTES = MemberTable.ROOT_BYTES;

  private static final int PAIR = 2;

  private final RecordStore store;
  private final Records records;
  private final HashReader reader;
  private final PackedList list = new PackedList();
  private final PackedEdits edits;
  private final PackedElement field = new PackedElement();
  private final PackedElement packedValue = new PackedElement();
  private final MemberTable table;

  private ValueHome home;
  private int record;
  private boolean isPacked;

  HashValue(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.reader = new HashReader(records);
    this.edits = new PackedEdits(records, list);
    this.table = store.newMemberTable();
    this.home = store;
  }

  /** Becomes a view of a hash that is there. */
  public HashValue at(Database database, int hash) {
    home = database;
    attach(hash);
    return this;
  }

  /** Makes an empty hash under a key that is not there, to be filled at once. */
  public HashValue create(Database database, byte[] key, int start, int length, long expireAtMs) {
    int made =
        database.create(
            key,
            start,
            length,
            RecordType.HASH,
            ValueForm.PACKED,
            PackedList.EMPTY_BYTES,
            expireAtMs);
    return at(database, made);
  }

  private void attach(int hash) {
    record = hash;
    isPacked = records.form(hash) == ValueForm.PACKED;
    if (isPacked) {
      list.at(records, hash);
    } else {
      table.load(records.segment(hash), records.valueOffset(hash));
    }
  }

  /** The hash's record as it is now. */
  public int record() {
    return record;
  }

  public boolean isPacked() {
    return isPacked;
  }

  /** How many fields it has. */
  public long size() {
    return isPacked ? list.count() / PAIR : table.size();
  }

  /** Bytes of what it keeps outside of its record, without the fields' records. */
  public long tableBytes() {
    return isPacked ? 0 : table.bytes();
  }

  // ---- reading

  /** Whether the field is there; shows its value. */
  public boolean find(byte[] bytes, int start, int length, Element value) {
    if (isPacked) {
      int place = list.find(field.of(bytes, start, length), PackedList.FIRST, PAIR);
      if (place >= 0) {
        list.read(list.next(place), value);
      }
      return place >= 0;
    }
    int member = member(bytes, start, length);
    if (member != Records.NONE) {
      value.value(records, member);
    }
    return member != Records.NONE;
  }

  private int member(byte[] bytes, int start, int length) {
    return table.find(store.hash().of(bytes, start, length), bytes, start, length);
  }

  /** Shows all fields; the hash must not be changed meanwhile. */
  public void forEach(HashVisitor visitor) {
    reader.forEach(record, visitor);
  }

  /**
   * Shows about so many fields from a cursor on, see {@link io.lockstep.memory.SlotTable#scan}; a
   * small hash is shown whole.
   */
  public long scan(long cursor, int count, HashVisitor visitor) {
    if (isPacked) {
      forEach(visitor);
      return 0;
    }
    Element name = new Element();
    Element value = new Element();
    return table.scan(
        cursor,
        count,
        member -> {
          name.key(records, member);
          value.value(records, member);
          visitor.visit(name, value);
        });
  }

  /** Shows any field, each with the same chance; the hash is not empty. */
  public void random(RandomGenerator random, Element name, Element value) {
    if (isPacked) {
      at(random.nextInt(list.count() / PAIR), name, value);
    } else {
      int member = table.random(random);
      name.key(records, member);
      value.value(records, member);
    }
  }

  /** Shows the field at an index of a packed hash. */
  public void at(int index, Element name, Element value) {
    int place = list.seek(index * PAIR);
    list.read(place, name);
    list.read(list.next(place), value);
  }

  // ---- changing

  /** Gives a field a value; returns whether it is new. */
  public boolean put(
      byte[] name, int nameStart, int nameLength, byte[] value, int valueStart, int valueLength) {
    if (isPacked && Math.max(nameLength, valueLength) > store.limits().hashMaxListpackValue) {
      unpack();
    }
    return isPacked
        ? putPacked(name, nameStart, nameLength, value, valueStart, valueLength)
        : putMember(name, nameStart, nameLength, value, valueStart, valueLength);
  }

  private boolean putPacked(
      byte[] name, int nameStart, int nameLength, byte[] value, int valueStart, int valueLength) {
    field.of(name, nameStart, nameLength);
    packedValue.of(value, valueStart, valueLength);
    int place = list.find(field, PackedList.FIRST, PAIR);
    if (place >= 0) {
      record = edits.replace(home, record, list.next(place), packedValue);
      return false;
    }
    record = edits.append(home, record, field);
    record = edits.append(home, record, packedValue);
    if (list.count() > PAIR * store.limits().hashMaxListpackEntries) {
      unpack();
    }
    return true;
  }

  private boolean putMember(
      byte[] name, int nameStart, int nameLength, byte[] value, int valueStart, int valueLength) {
    int hash = store.hash().of(name, nameStart, nameLength);
    int old = table.find(hash, name, nameStart, nameLength);
    if (old != Records.NONE && store.canHoldValue(old, valueLength)) {
      records.valueLength(old, valueLength);
      records.writeValue(old, value, valueStart, valueLength);
      return false;
    }
    int made =
        store.create(
            name, nameStart, nameLength, value, valueStart, valueLength, Records.NO_EXPIRY, 0);
    beginChange();
    if (old == Records.NONE) {
      table.insert(hash, made);
    } else {
      table.replace(hash, old, made);
      store.discard(old);
    }
    endChange();
    return old == Records.NONE;
  }

  /** Takes a field out; false if it was not there. An empty hash must be deleted. */
  public boolean remove(byte[] name, int start, int length) {
    return isPacked ? removePacked(name, start, length) : removeMember(name, start, length);
  }

  private boolean removePacked(byte[] name, int start, int length) {
    int place = list.find(field.of(name, start, length), PackedList.FIRST, PAIR);
    if (place >= 0) {
      record = edits.remove(home, record, place, list.forward(place, PAIR), PAIR);
    }
    return place >= 0;
  }

  private boolean removeMember(byte[] name, int start, int length) {
    int hash = store.hash().of(name, start, length);
    int member = table.find(hash, name, start, length);
    if (member == Records.NONE) {
      return false;
    }
    beginChange();
    table.remove(hash, member);
    endChange();
    store.discard(member);
    return true;
  }

  /** The record is made the owner's before the table changes what it says. */
  private void beginChange() {
    record = home.resizeValue(record, ROOT_BYTES);
  }

  private void endChange() {
    table.store(records.segment(record), records.valueOffset(record));
  }

  /** Gives every field a record of its own. */
  private void unpack() {
    byte[] packed = records.value(record);
    record = home.resizeValue(record, ROOT_BYTES);
    records.zeroValueFrom(record, 0);
    records.type(record, RecordType.HASH, ValueForm.LINKED);
    attach(record);
    PackedElements pairs = new PackedElements(packed);
    while (pairs.next()) {
      byte[] name = pairs.element().toBytes();
      pairs.next();
      byte[] value = pairs.element().toBytes();
      putMember(name, 0, name.length, value, 0, value.length);
    }
  }
}
