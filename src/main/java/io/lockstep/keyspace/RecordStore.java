package io.lockstep.keyspace;

import io.lockstep.memory.Epoch;
import io.lockstep.memory.Hash;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PageSource;
import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import io.lockstep.memory.SlotTable;
import io.lockstep.memory.Tree;
import java.util.ArrayDeque;

/**
 * What the databases of a keyspace share: the slab with its records, epochs, the hash, the clock.
 */
final class RecordStore implements ValueHome {
  private final Slab slab;
  private final Epoch epoch;
  private final Records records;
  private final AccessClock clock = new AccessClock();
  private final ArrayDeque<Drain> cleared = new ArrayDeque<>(); // what goes back bit by bit
  private ValueLimits limits = new ValueLimits();
  private final Linked linked;
  private final Hash hash;
  private final HashValue hashes;
  private final SetValue sets;
  private final StreamValue streams;
  private final SortedSetValue sortedSets;
  private final ListValue lists;

  RecordStore(long hashSeed, PageSource pages) {
    slab = new Slab(pages);
    epoch = new Epoch(slab);
    records = new Records(slab.pages());
    hash = new Hash(hashSeed);
    linked = new Linked(this);
    hashes = new HashValue(this);
    sets = new SetValue(this);
    streams = new StreamValue(this);
    sortedSets = new SortedSetValue(this);
    lists = new ListValue(this);
  }

  Slab slab() {
    return slab;
  }

  Epoch epoch() {
    return epoch;
  }

  Records records() {
    return records;
  }

  AccessClock clock() {
    return clock;
  }

  ValueLimits limits() {
    return limits;
  }

  void limits(ValueLimits newLimits) {
    limits = newLimits;
  }

  Linked linked() {
    return linked;
  }

  HashValue hashes() {
    return hashes;
  }

  StreamValue streams() {
    return streams;
  }

  SetValue sets() {
    return sets;
  }

  ListValue lists() {
    return lists;
  }

  SortedSetValue sortedSets() {
    return sortedSets;
  }

  MemberTable newMemberTable() {
    return new MemberTable(epoch, records);
  }

  /** A tree whose entries are blocks, and weigh what these hold. */
  Tree newWeighedTree() {
    return new Tree(epoch, true);
  }

  /** A tree whose entries weigh 1. */
  Tree newTree() {
    return new Tree(epoch, false);
  }

  Hash hash() {
    return hash;
  }

  int hashOf(int record) {
    return hash.of(records.segment(record), records.keyOffset(record), records.keyLength(record));
  }

  SlotTable newTable(boolean inSnapshots) {
    return new SlotTable(epoch, records, inSnapshots);
  }

  int create(
      byte[] key,
      int keyStart,
      int keyLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs,
      int accessClock) {
    boolean expires = expireAtMs != Records.NO_EXPIRY;
    int record = slab.allocate(Records.bytes(keyLength, valueLength, expires));
    records.write(
        record,
        epoch.current(),
        accessClock,
        key,
        keyStart,
        keyLength,
        value,
        valueStart,
        valueLength,
        expireAtMs);
    return record;
  }

  /** A record with a key and a value of zeros. */
  int createZeros(byte[] key, int start, int length, int valueLength, long expireAtMs) {
    int record = createEmpty(length, valueLength, expireAtMs, clock.initial());
    records.writeKey(record, key, start, length);
    records.zeroValueFrom(record, 0);
    return record;
  }

  /** A record without a key, and with a value of zeros: a block of a bigger value. */
  int createBlock(int valueLength) {
    int block = createEmpty(0, valueLength, Records.NO_EXPIRY, 0);
    records.zeroValueFrom(block, 0);
    return block;
  }

  /** For blocks, which nobody finds by their keys: whoever leads to it must be told its address. */
  @Override
  public int resizeValue(int record, int newLength) {
    if (resizeInPlace(record, newLength)) {
      return record;
    }
    int made = remake(record, newLength, records.expireAtMs(record));
    discard(record);
    return made;
  }

  /**
   * Gives the value a length where it is, and leaves it free to be changed; false, and nothing is
   * changed, where that cannot be.
   */
  boolean resizeInPlace(int record, int newLength) {
    if (records.valueLength(record) == newLength) {
      return mayChange(record);
    }
    boolean canHold = canHoldValue(record, newLength);
    if (canHold) {
      records.valueLength(record, newLength);
    }
    return canHold;
  }

  /** As {@link #resizeInPlace}, but what grows is undefined. */
  boolean stretchInPlace(int record, int newLength) {
    boolean canHold = canHoldValue(record, newLength);
    if (canHold) {
      records.stretchValue(record, newLength);
    }
    return canHold;
  }

  /** Whether the value can get this length where it is. */
  boolean canHoldValue(int record, int newLength) {
    long bytes = records.bytesWithValue(record, newLength);
    return bytes >= 0 && canHold(record, bytes);
  }

  /** A header with room for key and value. */
  private int createEmpty(int keyLength, int valueLength, long expireAtMs, int accessClock) {
    boolean expires = expireAtMs != Records.NO_EXPIRY;
    int record = slab.allocate(Records.bytes(keyLength, valueLength, expires));
    records.writeHeader(record, epoch.current(), accessClock, keyLength, valueLength, expireAtMs);
    return record;
  }

  /** A record of the same key, with as much of the value as fits and zeros behind it. */
  int remake(int record, int valueLength, long expireAtMs) {
    int made =
        createEmpty(
            records.keyLength(record), valueLength, expireAtMs, records.accessClock(record));
    records.copyContent(record, made);
    records.zeroValueFrom(made, Math.min(valueLength, records.valueLength(record)));
    return made;
  }

  /** A record of another key with the same value and time of expiry. */
  int copy(int record, byte[] key, int start, int length, int accessClock) {
    int made =
        createEmpty(length, records.valueLength(record), records.expireAtMs(record), accessClock);
    records.writeKey(made, key, start, length);
    records.copyValue(record, made);
    return made;
  }

  /** A record of the same key, value and time of expiry. */
  int duplicate(int record) {
    return remake(record, records.valueLength(record), records.expireAtMs(record));
  }

  boolean mayChange(int record) {
    return !epoch.mayBeSeen(records.epoch(record));
  }

  /** Whether a record may be written over by one of this size. */
  boolean canHold(int record, long bytes) {
    return mayChange(record) && Slab.areOfOneClass(bytes, records.bytes(record));
  }

  void discard(int record) {
    epoch.discard(record, records.bytes(record), records.epoch(record));
  }

  void discardLater(SlotTable table, boolean withRecords) {
    if (table.size() > 0) {
      RecordVisitor taker = withRecords ? linked::discard : _ -> {};
      cleared.add(budget -> table.drain(budget, taker));
    }
  }

  void discardLater(FieldTimes times) {
    if (!times.isEmpty()) {
      cleared.add(times::drain);
    }
  }

  void abandonAll() {
    cleared.clear();
    linked.forget();
    epoch.abandonAll();
  }

  boolean isGivingUp() {
    return !cleared.isEmpty() || linked.hasDoomed();
  }

  boolean releaseRetired(int budget) {
    Drain first = cleared.peek();
    if (first != null && !first.go(budget)) {
      cleared.remove();
    }
    boolean hasLinked = linked.drain(budget);
    return epoch.releaseRetired(budget) || !cleared.isEmpty() || hasLinked;
  }
}
