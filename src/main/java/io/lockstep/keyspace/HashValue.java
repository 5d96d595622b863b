package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.util.random.RandomGenerator;

/**
 * A view of one hash: a {@link PackedHash} while it is small, else a {@link TableHash}. The view is
 * moved from hash to hash, and follows its record where a change moves it.
 *
 * <p>Fields may have a time of expiry. As with keys it has no meaning here: a field that has run
 * out is there until it is removed.
 */
public final class HashValue {
  /** In the place of a time: the one that the field has, or none if it is new. */
  public static final long SAME_EXPIRY = -2;

  private static final long NO_EXPIRY = Records.NO_EXPIRY;

  /** What stands for no time in a packed hash is not one; nobody can tell it from the next. */
  private static final long EARLIEST_MS = 1;

  private final RecordStore store;
  private final Records records;
  private final HashReader reader;
  private final PackedHash packed;
  private final TableHash big;

  private ValueHome home;
  private boolean isPacked;
  private long foundExpireAtMs = NO_EXPIRY;

  HashValue(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.reader = new HashReader(records);
    this.packed = new PackedHash(store);
    this.big = new TableHash(store);
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

  /**
   * How long the names and values of so many fields may be to be kept packed; less than nothing if
   * there are too many.
   */
  public long longestPacked(long fields) {
    ValueLimits limits = store.limits();
    return fields <= limits.hashMaxListpackEntries ? limits.hashMaxListpackValue : -1;
  }

  /** Makes a small one of fields and values in turn, which may be kept packed. */
  public HashValue adopt(
      Database database, byte[] key, int start, int length, long expireAtMs, PackedRun elements) {
    return at(
        database, database.createPacked(key, start, length, RecordType.HASH, expireAtMs, elements));
  }

  private void attach(int hash) {
    isPacked = reader.isPacked(hash);
    if (isPacked) {
      packed.at(home, hash);
    } else {
      big.at(home, hash);
    }
  }

  /** The hash's record as it is now. */
  public int record() {
    return isPacked ? packed.record() : big.record();
  }

  public boolean isPacked() {
    return isPacked;
  }

  /** How many fields it has. */
  public long size() {
    return isPacked ? packed.size() : big.table().size();
  }

  // ---- reading

  /** Whether the field is there; shows its value. */
  public boolean find(byte[] bytes, int start, int length, Element value) {
    return isPacked
        ? findPacked(bytes, start, length, value)
        : findMember(bytes, start, length, value);
  }

  private boolean findPacked(byte[] bytes, int start, int length, Element value) {
    int place = packed.find(bytes, start, length);
    if (place >= 0) {
      packed.value(place, value);
      foundExpireAtMs = packed.expireAtMs(place);
    }
    return place >= 0;
  }

  private boolean findMember(byte[] bytes, int start, int length, Element value) {
    int member = big.find(bytes, start, length);
    if (member != Records.NONE) {
      value.value(records, member);
      foundExpireAtMs = records.expireAtMs(member);
    }
    return member != Records.NONE;
  }

  /** When a field runs out, or {@link Records#NO_EXPIRY}; also if it is not there. */
  public long expireAtMs(byte[] bytes, int start, int length) {
    if (isPacked) {
      int place = packed.find(bytes, start, length);
      return place < 0 ? NO_EXPIRY : packed.expireAtMs(place);
    }
    int member = big.find(bytes, start, length);
    return member == Records.NONE ? NO_EXPIRY : records.expireAtMs(member);
  }

  /** When the field runs out that {@link #find} has found, or {@link Records#NO_EXPIRY}. */
  public long foundExpireAtMs() {
    return foundExpireAtMs;
  }

  /** When the first field runs out, or {@link Records#NO_EXPIRY}. */
  public long soonestMs() {
    return isPacked ? packed.soonestMs() : big.soonestMs();
  }

  /** Shows the name of that field, which must be there. */
  public void soonest(Element name) {
    if (isPacked) {
      packed.name(PackedList.FIRST, name);
    } else {
      big.soonest(name);
    }
  }

  /** How many fields have a time of expiry before this one. */
  public long countBefore(long timeMs) {
    return isPacked ? packed.countBefore(timeMs) : big.countBefore(timeMs);
  }

  /** Shows all fields; the hash must not be changed meanwhile. */
  public void forEach(HashVisitor visitor) {
    reader.forEach(record(), visitor);
  }

  /** As {@link #forEach}, with times of expiry. */
  public void forEachTimed(TimedFieldVisitor visitor) {
    reader.forEachTimed(record(), visitor);
  }

  /**
   * Shows about so many fields from a cursor on, see {@link io.lockstep.memory.SlotTable#scan}; a
   * small hash is shown whole.
   */
  public long scan(long cursor, int count, TimedFieldVisitor visitor) {
    if (isPacked) {
      forEachTimed(visitor);
      return 0;
    }
    Element name = new Element();
    Element value = new Element();
    return big.table()
        .scan(
            cursor,
            count,
            member -> {
              name.key(records, member);
              value.value(records, member);
              visitor.visit(name, value, records.expireAtMs(member));
            });
  }

  /** Shows any field, each with the same chance, and returns its time; the hash is not empty. */
  public long random(RandomGenerator random, Element name, Element value) {
    if (isPacked) {
      int place = packed.placeOf(random.nextInt(packed.size()));
      packed.name(place, name);
      packed.value(place, value);
      return packed.expireAtMs(place);
    }
    int member = big.table().random(random);
    name.key(records, member);
    value.value(records, member);
    return records.expireAtMs(member);
  }

  // ---- changing

  /** Gives a field a value, and takes its time of expiry; returns whether it is new. */
  public boolean put(
      byte[] name, int nameStart, int nameLength, byte[] value, int valueStart, int valueLength) {
    return put(name, nameStart, nameLength, value, valueStart, valueLength, NO_EXPIRY);
  }

  /** Gives a field a value and a time of expiry, or none; returns whether it is new. */
  public boolean put(
      byte[] name,
      int nameStart,
      int nameLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    if (isPacked && Math.max(nameLength, valueLength) > store.limits().hashMaxListpackValue) {
      unpack();
    }
    long before = soonestMs();
    boolean isNew =
        isPacked
            ? packed.put(
                name, nameStart, nameLength, value, valueStart, valueLength, valid(expireAtMs))
            : big.put(
                name, nameStart, nameLength, value, valueStart, valueLength, valid(expireAtMs));
    noteSoonest(before);
    if (isPacked && packed.size() > store.limits().hashMaxListpackEntries) {
      unpack();
    }
    return isNew;
  }

  private static long valid(long expireAtMs) {
    return expireAtMs == NO_EXPIRY || expireAtMs == SAME_EXPIRY
        ? expireAtMs
        : Math.max(EARLIEST_MS, expireAtMs);
  }

  /** Gives a field another time of expiry, or none; false if it was not there. */
  public boolean expireAt(byte[] name, int start, int length, long expireAtMs) {
    long before = soonestMs();
    boolean isThere =
        isPacked
            ? expirePackedAt(name, start, length, valid(expireAtMs))
            : expireMemberAt(name, start, length, valid(expireAtMs));
    noteSoonest(before);
    return isThere;
  }

  private boolean expirePackedAt(byte[] name, int start, int length, long expireAtMs) {
    int place = packed.find(name, start, length);
    if (place >= 0 && packed.expireAtMs(place) != expireAtMs) {
      packed.expireAt(name, start, length, expireAtMs);
    }
    return place >= 0;
  }

  private boolean expireMemberAt(byte[] name, int start, int length, long expireAtMs) {
    int member = big.find(name, start, length);
    if (member != Records.NONE && records.expireAtMs(member) != expireAtMs) {
      big.expireAt(member, expireAtMs);
    }
    return member != Records.NONE;
  }

  /** Takes a field out; false if it was not there. An empty hash must be deleted. */
  public boolean remove(byte[] name, int start, int length) {
    long before = soonestMs();
    boolean wasThere =
        isPacked ? removePacked(name, start, length) : removeMember(name, start, length);
    noteSoonest(before);
    return wasThere;
  }

  private boolean removePacked(byte[] name, int start, int length) {
    int place = packed.find(name, start, length);
    if (place >= 0) {
      packed.remove(place);
    }
    return place >= 0;
  }

  private boolean removeMember(byte[] name, int start, int length) {
    int member = big.find(name, start, length);
    if (member != Records.NONE) {
      big.remove(member);
    }
    return member != Records.NONE;
  }

  private void noteSoonest(long before) {
    long after = soonestMs();
    if (before != after) {
      home.soonestChanged(record(), before, after);
    }
  }

  /** Gives every field a record of its own. */
  private void unpack() {
    boolean isTimed = records.isTimed(packed.record());
    PackedElements elements = new PackedElements(records.value(packed.record()));
    int record = home.resizeValue(packed.record(), TableHash.ROOT_BYTES);
    records.zeroValueFrom(record, 0);
    records.type(record, RecordType.HASH, ValueForm.LINKED);
    attach(record);
    while (elements.next()) {
      byte[] name = elements.element().toBytes();
      elements.next();
      byte[] value = elements.element().toBytes();
      long expireAtMs = isTimed ? elements.nextTime() : NO_EXPIRY;
      big.put(name, 0, name.length, value, 0, value.length, expireAtMs);
    }
  }
}
