package io.lockstep.keyspace;

import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.memory.FrozenTable;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Pages;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;
import io.lockstep.memory.SlotTable;
import io.lockstep.memory.ValueForm;
import java.util.random.RandomGenerator;

/**
 * One numbered set of keys. Records are named by address; what changes a record may move it, and
 * returns its new address. Time has no meaning here: an expired key is there until it is deleted.
 */
public final class Database implements ValueHome {
  public static final int NONE = Records.NONE;

  private final int index;
  private final RecordStore store;
  private final Records records;
  private final PackedList packed = new PackedList();
  private SlotTable table;
  private SlotTable volatiles; // those of table that have a time of expiry
  private FieldTimes fieldTimes; // of the hashes among those of table
  private boolean replaced;
  private long replacedExpireAtMs = NO_EXPIRY;
  private long expiryCursor;
  private long averageTtlMs;

  Database(int index, RecordStore store) {
    this.index = index;
    this.store = store;
    this.records = store.records();
    this.table = store.newTable(true);
    this.volatiles = store.newTable(false);
    this.fieldTimes = new FieldTimes(store);
  }

  public int index() {
    return index;
  }

  public long size() {
    return table.size();
  }

  /** Keys that have a time of expiry. */
  public long volatileSize() {
    return volatiles.size();
  }

  /** Bytes of the hash tables, without the records. */
  public long tableBytes() {
    return table.bytes() + expiryTableBytes();
  }

  /** The part of {@link #tableBytes} that is about times of expiry. */
  public long expiryTableBytes() {
    return volatiles.bytes() + fieldTimes.bytes();
  }

  /** Prepares an empty database for about so many keys, so that a bulk load splits few tables. */
  public void expect(long keys, long volatileKeys) {
    table.expect(keys);
    volatiles.expect(volatileKeys);
  }

  public void expect(long keys) {
    expect(keys, 0);
  }

  /** The key's record, or {@link #NONE}. */
  public int find(byte[] key, int start, int length) {
    return table.find(store.hash().of(key, start, length), key, start, length);
  }

  /** The hash that {@link #fetch} takes. */
  public int hashOf(byte[] key, int start, int length) {
    return store.hash().of(key, start, length);
  }

  /** See {@link SlotTable#fetch}. */
  public int fetch(int[] hashes, int count) {
    return table.fetch(hashes, count);
  }

  /** Inserts or replaces; returns the record. */
  public int putString(
      byte[] key,
      int keyStart,
      int keyLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    int hash = store.hash().of(key, keyStart, keyLength);
    int old = table.find(hash, key, keyStart, keyLength);
    noteReplaced(old);
    int clock = clockOver(old);
    if (old != NONE
        && records.type(old) == RecordType.STRING
        && canHold(old, keyLength, valueLength, expireAtMs)) {
      boolean wasVolatile = records.hasExpiry(old);
      records.write(
          old,
          store.epoch().current(),
          clock,
          key,
          keyStart,
          keyLength,
          value,
          valueStart,
          valueLength,
          expireAtMs);
      relinkVolatile(hash, wasVolatile ? old : NONE, old, expireAtMs != NO_EXPIRY);
      return old;
    }
    int record =
        store.create(key, keyStart, keyLength, value, valueStart, valueLength, expireAtMs, clock);
    return supersede(hash, old, record);
  }

  /** Puts a new record where another value may have been, which is gone then. */
  private int supersede(int hash, int old, int record) {
    insert(hash, old, record);
    if (old != NONE) {
      fieldTimes.removed(hash, old);
      store.linked().discard(old);
    }
    return record;
  }

  /** See {@link Keyspace#hashes}. */
  public HashValue hashes() {
    return store.hashes();
  }

  /** See {@link Keyspace#streams}. */
  public StreamValue streams() {
    return store.streams();
  }

  /** See {@link Keyspace#lists}. */
  public ListValue lists() {
    return store.lists();
  }

  /** See {@link Keyspace#sets}. */
  public SetValue sets() {
    return store.sets();
  }

  /** The view that is moved from sorted set to sorted set. */
  public SortedSetValue sortedSets() {
    return store.sortedSets();
  }

  /**
   * Inserts a collection under a key that is not here. Its value is zeros: the root of an empty
   * one.
   */
  public int create(
      byte[] key, int start, int length, RecordType type, ValueForm form, int valueLength) {
    return create(key, start, length, type, form, valueLength, NO_EXPIRY);
  }

  /** As the other one, with a time of expiry. */
  public int create(
      byte[] key,
      int start,
      int length,
      RecordType type,
      ValueForm form,
      int valueLength,
      long expireAtMs) {
    int record = store.createZeros(key, start, length, valueLength, expireAtMs);
    records.type(record, type, form);
    return supersede(store.hash().of(key, start, length), NONE, record);
  }

  /** Inserts a small collection of these elements under a key that is not here. */
  int createPacked(
      byte[] key, int start, int length, RecordType type, long expireAtMs, PackedRun elements) {
    int bytes = PackedList.EMPTY_BYTES + elements.length();
    int made = create(key, start, length, type, ValueForm.PACKED, bytes, expireAtMs);
    PackedList list = packed.at(records, made);
    list.count(elements.count());
    list.write(PackedList.FIRST, elements);
    return made;
  }

  /** As {@link #putString}, but a key that was there keeps its time of expiry. */
  public int putStringKeepingExpiry(
      byte[] key, int keyStart, int keyLength, byte[] value, int valueStart, int valueLength) {
    int old = find(key, keyStart, keyLength);
    long expireAtMs = old == NONE ? NO_EXPIRY : records.expireAtMs(old);
    return putString(key, keyStart, keyLength, value, valueStart, valueLength, expireAtMs);
  }

  private void noteReplaced(int old) {
    replaced = old != NONE;
    replacedExpireAtMs = replaced ? records.expireAtMs(old) : NO_EXPIRY;
  }

  private int clockOver(int old) {
    AccessClock clock = store.clock();
    return old == NONE ? clock.initial() : clock.replacing(records.accessClock(old));
  }

  private boolean canHold(int record, int keyLength, int valueLength, long expireAtMs) {
    return store.canHold(record, Records.bytes(keyLength, valueLength, expireAtMs != NO_EXPIRY));
  }

  /** Puts a record that has the same value in the place of an old one, and discards that one. */
  private int link(int hash, int old, int record) {
    insert(hash, old, record);
    store.discard(old);
    return record;
  }

  private void insert(int hash, int old, int record) {
    boolean wasVolatile = old != NONE && records.hasExpiry(old);
    if (old == NONE) {
      table.insert(hash, record);
    } else {
      table.replace(hash, old, record);
    }
    relinkVolatile(hash, wasVolatile ? old : NONE, record, records.hasExpiry(record));
  }

  private void relinkVolatile(int hash, int oldVolatile, int record, boolean isVolatile) {
    if (oldVolatile != NONE && isVolatile) {
      if (oldVolatile != record) {
        volatiles.replace(hash, oldVolatile, record);
      }
    } else if (oldVolatile != NONE) {
      volatiles.remove(hash, oldVolatile);
    } else if (isVolatile) {
      volatiles.insert(hash, record);
    }
  }

  /** Whether the last put, rename or copy to this database took the place of another record. */
  public boolean replaced() {
    return replaced;
  }

  /** Time of expiry of the record that was replaced, or {@link Records#NO_EXPIRY}. */
  public long replacedExpireAtMs() {
    return replacedExpireAtMs;
  }

  /**
   * Gives the value another length, or the same one, and makes the record free to be changed in
   * place until the next snapshot; what grows is zero. Returns the record's address from now on.
   */
  @Override
  public int resizeValue(int record, int newLength) {
    return store.resizeInPlace(record, newLength)
        ? record
        : remake(record, newLength, records.expireAtMs(record));
  }

  @Override
  public void soonestChanged(int record, long beforeMs, long afterMs) {
    fieldTimes.changed(store.hashOf(record), beforeMs, afterMs);
  }

  private int remake(int record, int valueLength, long expireAtMs) {
    int hash = store.hashOf(record);
    return link(hash, record, store.remake(record, valueLength, expireAtMs));
  }

  public int expireAt(int record, long atMs) {
    if (records.hasExpiry(record) && store.mayChange(record)) {
      records.expireAtMs(record, atMs);
      return record;
    }
    return remake(record, records.valueLength(record), atMs);
  }

  public int persist(int record) {
    return records.hasExpiry(record)
        ? remake(record, records.valueLength(record), NO_EXPIRY)
        : record;
  }

  /** False when the key was not there. */
  public boolean delete(byte[] key, int start, int length) {
    int hash = store.hash().of(key, start, length);
    int record = table.find(hash, key, start, length);
    if (record == NONE) {
      return false;
    }
    delete(hash, record);
    return true;
  }

  public void delete(int record) {
    delete(store.hashOf(record), record);
  }

  private void delete(int hash, int record) {
    unlink(hash, record);
    store.linked().discard(record);
  }

  private void unlink(int hash, int record) {
    if (!table.remove(hash, record)) {
      throw new IllegalStateException("record " + record + " is not in database " + index);
    }
    if (records.hasExpiry(record)) {
      volatiles.remove(hash, record);
    }
    fieldTimes.removed(hash, record);
  }

  /** Gives a record another key, in the place of what that key had. */
  public int rename(int record, byte[] newKey, int start, int length) {
    if (records.keyEquals(record, newKey, start, length)) {
      return record;
    }
    int renamed = putCopy(record, newKey, start, length, records.accessClock(record));
    unlink(store.hashOf(record), record);
    store.discard(record); // what it led to is the other one's now
    return renamed;
  }

  /** Copies a record to another key or database, in the place of what that key had there. */
  public int copy(int record, Database target, byte[] key, int start, int length) {
    int copy = target.putCopy(record, key, start, length, store.clock().initial());
    store.linked().copy(copy);
    return copy;
  }

  private int putCopy(int record, byte[] key, int start, int length, int clock) {
    int hash = store.hash().of(key, start, length);
    int old = table.find(hash, key, start, length);
    noteReplaced(old);
    int copy = supersede(hash, old, store.copy(record, key, start, length, clock));
    fieldTimes.added(hash, copy);
    return copy;
  }

  /** Moves a record to another database that does not have its key; its address stays. */
  public int move(int record, Database target) {
    int hash = store.hashOf(record);
    unlink(hash, record);
    target.table.insert(hash, record);
    if (records.hasExpiry(record)) {
      target.volatiles.insert(hash, record);
    }
    target.fieldTimes.added(hash, record);
    return record;
  }

  /** Whether the record is still here, and volatile if that is asked for. */
  boolean contains(int hash, int record, boolean onlyVolatile) {
    return (onlyVolatile ? volatiles : table).contains(hash, record);
  }

  /** See {@link SlotTable#scan}. */
  public long scan(long cursor, int count, RecordVisitor visitor) {
    return table.scan(cursor, count, visitor);
  }

  /** Any record with the same chance, or {@link #NONE}. */
  public int randomRecord(RandomGenerator random) {
    return table.random(random);
  }

  public int randomVolatileRecord(RandomGenerator random) {
    return volatiles.random(random);
  }

  /** Visits all records in the order of their hashes. */
  public void forEach(RecordVisitor visitor) {
    table.forEach(visitor);
  }

  /** Empties the database at once; the memory goes back by {@link Keyspace#releaseRetired}. */
  public void clear() {
    store.discardLater(table, true);
    store.discardLater(volatiles, false);
    store.discardLater(fieldTimes);
    renew();
  }

  /** Begins again without a word to the slab, which was abandoned. */
  void renew() {
    table = store.newTable(true);
    volatiles = store.newTable(false);
    fieldTimes = new FieldTimes(store);
    expiryCursor = 0;
    averageTtlMs = 0;
  }

  void swapContents(Database other) {
    SlotTable otherTable = other.table;
    SlotTable otherVolatiles = other.volatiles;
    FieldTimes otherTimes = other.fieldTimes;
    other.table = table;
    other.volatiles = volatiles;
    other.fieldTimes = fieldTimes;
    table = otherTable;
    volatiles = otherVolatiles;
    fieldTimes = otherTimes;
    expiryCursor = 0;
    other.expiryCursor = 0;
    long otherTtlMs = other.averageTtlMs;
    other.averageTtlMs = averageTtlMs;
    averageTtlMs = otherTtlMs;
  }

  FrozenTable freeze(Pages frozenPages) {
    return table.freeze(frozenPages);
  }

  /** Goes on with the sweep over volatile records, by about so many. */
  void sweepVolatiles(int count, RecordVisitor visitor) {
    expiryCursor = volatiles.scan(expiryCursor, count, visitor);
  }

  /** How many hashes have fields with a time of expiry. */
  public long timedHashes() {
    return fieldTimes.size();
  }

  /** A hash with a field whose time is before this one, or {@link #NONE}. */
  public int hashWithFieldBefore(long timeMs) {
    return fieldTimes.isEmpty() || fieldTimes.firstMs() >= timeMs
        ? NONE
        : hashWithField(fieldTimes.firstHash(), fieldTimes.firstMs());
  }

  private int hashWithField(int hash, long soonestMs) {
    int[] found = {NONE};
    table.scan(
        hash & 0xFFFF_FFFFL,
        1,
        record -> {
          if (records.type(record) == RecordType.HASH
              && store.hashOf(record) == hash
              && fieldTimes.soonestMs(record) == soonestMs) {
            found[0] = record;
          }
        });
    if (found[0] == NONE) {
      throw new IllegalStateException("no hash has a field that runs out at " + soonestMs);
    }
    return found[0];
  }

  /** A running average over the sweeps of {@link Expiry}; 0 when nothing is known. */
  public long averageTtlMs() {
    return averageTtlMs;
  }

  void noteTtl(long sampleMs) {
    averageTtlMs = averageTtlMs == 0 ? sampleMs : averageTtlMs / 50 * 49 + sampleMs / 50;
  }

  void forgetTtl() {
    averageTtlMs = 0;
  }
}
