package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.TieBreak;
import io.lockstep.memory.Tree;
import io.lockstep.memory.TreeCursor;
import io.lockstep.memory.ValueForm;

/**
 * A view of one sorted set: members in the order of their scores, and of their bytes where scores
 * are equal. A small one is a packed list of members and scores in turn; a big one has a record for
 * each member with its score as the value, a table that finds them and a tree that orders them,
 * both of whose roots are the set's value. The view is moved from set to set, and follows its
 * record where a change moves it.
 *
 * <p>Ranks count from 0, the lowest score. A range is always one of ranks: bounds of scores or
 * members are turned into ranks first.
 */
public final class SortedSetValue {
  static final int PAIR = 2;
  static final int TREE = MemberTable.ROOT_BYTES;
  static final int ROOT_BYTES = TREE + TreeCursor.ROOT_BYTES;

  private static final int FIRST = PackedList.FIRST;
  private static final byte[] NO_SCORE = new byte[Double.BYTES];

  private final RecordStore store;
  private final Records records;
  private final SortedSetReader reader;
  private final PackedList list = new PackedList();
  private final PackedEdits edits;
  private final PackedElement packedMember = new PackedElement();
  private final PackedElement packedScore = new PackedElement();
  private final MemberTable table;
  private final Tree tree;
  private final Element other = new Element();
  private final MemberOrder order = new MemberOrder();

  private ValueHome home;
  private int record;
  private boolean isPacked;
  private int found; // what find() has found: a place in the list, or a member's record
  private int cursor; // where a walk is: a place in the list; the tree has its own

  SortedSetValue(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.reader = new SortedSetReader(records);
    this.edits = new PackedEdits(store, list);
    this.table = store.newMemberTable();
    this.tree = store.newTree();
    this.home = store;
  }

  /** What is looked for, against members of the same score. */
  private final class MemberOrder implements TieBreak {
    private byte[] bytes = NO_SCORE;
    private int start;
    private int length;
    private int ifSame;

    MemberOrder of(byte[] newBytes, int newStart, int newLength, int newIfSame) {
      bytes = newBytes;
      start = newStart;
      length = newLength;
      ifSame = newIfSame;
      return this;
    }

    @Override
    public int compare(int handle) {
      other.key(records, handle);
      int entry = other.compare(bytes, start, length);
      return entry == 0 ? ifSame : -entry;
    }
  }

  /** Becomes a view of a sorted set that is there. */
  public SortedSetValue at(Database database, int set) {
    home = database;
    attach(set);
    return this;
  }

  /**
   * Makes an empty sorted set under a key that is not there, to be filled at once, with about so
   * many members and one this long.
   */
  public SortedSetValue create(
      Database database,
      byte[] key,
      int start,
      int length,
      long expireAtMs,
      long members,
      long memberLength) {
    boolean isSmall =
        members <= store.limits().zsetMaxListpackEntries
            && memberLength <= store.limits().zsetMaxListpackValue;
    ValueForm form = isSmall ? ValueForm.PACKED : ValueForm.LINKED;
    int bytes = isSmall ? PackedList.EMPTY_BYTES : ROOT_BYTES;
    int made = database.create(key, start, length, RecordType.SORTED_SET, form, bytes, expireAtMs);
    return at(database, made);
  }

  /** How long so many members may be to be kept packed; less than nothing if they are too many. */
  public long longestPacked(long members) {
    ValueLimits limits = store.limits();
    return members <= limits.zsetMaxListpackEntries ? limits.zsetMaxListpackValue : -1;
  }

  /**
   * Makes a small one of members and scores in turn, which are in order, which may be kept packed.
   */
  public SortedSetValue adopt(
      Database database, byte[] key, int start, int length, long expireAtMs, PackedRun elements) {
    return at(
        database,
        database.createPacked(key, start, length, RecordType.SORTED_SET, expireAtMs, elements));
  }

  private void attach(int set) {
    record = set;
    isPacked = reader.isPacked(set);
    if (isPacked) {
      list.at(records, set);
    } else {
      table.load(records.segment(set), records.valueOffset(set));
      tree.load(records.segment(set), records.valueOffset(set) + TREE);
    }
  }

  /** The sorted set's record as it is now. */
  public int record() {
    return record;
  }

  public boolean isPacked() {
    return isPacked;
  }

  /** How many members it has. */
  public long size() {
    return isPacked ? list.count() / PAIR : table.size();
  }

  // ---- finding members

  /** The member's score, NaN if it is not there; it is what {@link #removeFound} takes out. */
  public double find(byte[] bytes, int start, int length) {
    if (isPacked) {
      found = list.find(packedMember.of(bytes, start, length), FIRST, PAIR);
      return found < 0 ? Double.NaN : list.score(list.next(found));
    }
    found = table.find(store.hash().of(bytes, start, length), bytes, start, length);
    order.of(bytes, start, length, 0);
    return found == Records.NONE ? Double.NaN : records.score(found);
  }

  /** The rank of the member that was found. */
  public long rankOfFound() {
    if (isPacked) {
      return rankOf(found);
    }
    seekFound();
    return tree.rank();
  }

  private long rankOf(int place) {
    int rank = 0;
    for (int at = FIRST; at < place; at = list.forward(at, PAIR)) {
      rank++;
    }
    return rank;
  }

  /** The bytes by which it was found are those of the order still. */
  private void seekFound() {
    tree.seek(orderOf(records.score(found)), order);
  }

  private void seekTree(double score, byte[] bytes, int start, int length, int ifSame) {
    tree.seek(orderOf(score), order.of(bytes, start, length, ifSame));
  }

  /** A number that orders as the score does; the two zeros are one. */
  private static long orderOf(double score) {
    long bits = Double.doubleToRawLongBits(score + 0.0);
    return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
  }

  // ---- ranks of bounds

  /** How many members have lower scores than this one, or equal ones where so asked. */
  public long countBelow(double score, boolean orEqual) {
    if (!isPacked) {
      tree.seekKey(orderOf(score) + (orEqual ? 1 : 0));
      return tree.rank();
    }
    int rank = 0;
    for (int place = FIRST; place < list.end() && isBelow(place, score, orEqual); rank++) {
      place = list.forward(place, PAIR);
    }
    return rank;
  }

  private boolean isBelow(int place, double score, boolean orEqual) {
    double there = list.score(list.next(place));
    return there < score || (orEqual && there == score);
  }

  /**
   * How many members are before this text, or are the same where so asked, in a set whose members
   * all have the same score.
   */
  public long countBefore(byte[] bytes, int start, int length, boolean orEqual) {
    if (!isPacked) {
      seek(0);
      seekTree(score(), bytes, start, length, orEqual ? 1 : 0);
      return tree.rank();
    }
    int rank = 0;
    int most = orEqual ? 0 : -1;
    for (int place = FIRST; place < list.end(); place = list.forward(place, PAIR)) {
      list.read(place, other);
      if (Integer.signum(other.compare(bytes, start, length)) > most) {
        return rank;
      }
      rank++;
    }
    return rank;
  }

  // ---- walking

  /** Stands on the member of this rank, which must be there. */
  public void seek(long rank) {
    if (isPacked) {
      cursor = list.seek((int) rank * PAIR);
    } else {
      tree.seekIndex(rank);
    }
  }

  /** Goes to the next member, or behind the last one. */
  public void next() {
    if (isPacked) {
      cursor = list.forward(cursor, PAIR);
    } else {
      tree.next();
    }
  }

  /** Goes to the member before, if there is one. */
  public void previous() {
    if (!isPacked) {
      tree.previous();
    } else if (cursor > FIRST) {
      cursor = list.backward(cursor, PAIR);
    }
  }

  /** Shows the member on which it stands. */
  public void member(Element into) {
    if (isPacked) {
      list.read(cursor, into);
    } else {
      into.key(records, tree.handle());
    }
  }

  /** The score of the member on which it stands. */
  public double score() {
    return isPacked ? list.score(list.next(cursor)) : records.score(tree.handle());
  }

  /** Shows all members from the lowest score on; the set must not be changed meanwhile. */
  public void forEach(SortedSetVisitor visitor) {
    reader.forEach(record, visitor);
  }

  /**
   * Shows about so many members from a cursor on, see {@link io.lockstep.memory.SlotTable#scan}; a
   * small set is shown whole.
   */
  public long scan(long from, int count, SortedSetVisitor visitor) {
    if (isPacked) {
      forEach(visitor);
      return 0;
    }
    Element name = new Element();
    return table.scan(
        from,
        count,
        member -> {
          name.key(records, member);
          visitor.visit(name, records.score(member));
        });
  }

  // ---- changing

  /** Gives a member a score; returns whether it is new. */
  public boolean put(byte[] bytes, int start, int length, double score) {
    boolean isNew = Double.isNaN(find(bytes, start, length));
    if (isNew) {
      insert(bytes, start, length, score);
    } else {
      changeFound(bytes, start, length, score);
    }
    return isNew;
  }

  /** Adds a member that was not found. */
  public void insert(byte[] bytes, int start, int length, double score) {
    if (isPacked && isTooBigWith(length)) {
      unpack();
    }
    if (isPacked) {
      packedMember.of(bytes, start, length);
      insertPacked(bytes, start, length, score);
    } else {
      insertMember(bytes, start, length, score);
    }
  }

  private boolean isTooBigWith(int length) {
    return size() + 1 > store.limits().zsetMaxListpackEntries
        || length > store.limits().zsetMaxListpackValue;
  }

  /** Puts the packed member where it belongs. */
  private void insertPacked(byte[] bytes, int start, int length, double score) {
    packedScore.score(score);
    int place = placeFor(bytes, start, length, score);
    int memberBytes = packedMember.length();
    record = edits.splice(home, record, place, 0, memberBytes + packedScore.length());
    list.write(place, packedMember);
    list.write(place + memberBytes, packedScore);
    list.count(list.count() + PAIR);
  }

  private int placeFor(byte[] bytes, int start, int length, double score) {
    if (list.count() > 0
        && isPlacedBefore(list.backward(list.end(), PAIR), bytes, start, length, score)) {
      return list.end();
    }
    int place = FIRST;
    while (place < list.end() && isPlacedBefore(place, bytes, start, length, score)) {
      place = list.forward(place, PAIR);
    }
    return place;
  }

  /** Whether what is at a place goes before a member with this score. */
  private boolean isPlacedBefore(int place, byte[] bytes, int start, int length, double score) {
    double there = list.score(list.next(place));
    if (there != score) {
      return there < score;
    }
    list.read(place, other);
    return other.compare(bytes, start, length) < 0;
  }

  private void insertMember(byte[] bytes, int start, int length, double score) {
    int made = newMember(bytes, start, length, score);
    beginChange();
    table.insert(store.hash().of(bytes, start, length), made);
    seekTree(score, bytes, start, length, 0);
    tree.insert(orderOf(score), made, 1);
    endChange();
  }

  private int newMember(byte[] bytes, int start, int length, double score) {
    int made =
        store.create(bytes, start, length, NO_SCORE, 0, NO_SCORE.length, Records.NO_EXPIRY, 0);
    records.score(made, score);
    return made;
  }

  /** Gives the member that was found another score. */
  public void changeFound(byte[] bytes, int start, int length, double score) {
    if (isPacked) {
      record = edits.remove(home, record, found, list.forward(found, PAIR), PAIR);
      insertPacked(bytes, start, length, score);
    } else {
      changeMember(bytes, start, length, score);
    }
  }

  private void changeMember(byte[] bytes, int start, int length, double score) {
    int old = found;
    beginChange();
    seekFound();
    tree.remove();
    int member = old;
    if (store.canHoldValue(old, Double.BYTES)) {
      records.score(old, score);
    } else {
      member = newMember(bytes, start, length, score);
      table.replace(store.hash().of(bytes, start, length), old, member);
      store.discard(old);
    }
    seekTree(score, bytes, start, length, 0);
    tree.insert(orderOf(score), member, 1);
    endChange();
  }

  /** Takes out the member that was found. An empty set must be deleted. */
  public void removeFound() {
    if (isPacked) {
      record = edits.remove(home, record, found, list.forward(found, PAIR), PAIR);
      return;
    }
    beginChange();
    seekFound();
    removeMember();
    endChange();
  }

  /** Takes out the members from one rank on and before another. An empty set must be deleted. */
  public void removeRange(long from, long to) {
    if (isPacked) {
      int start = list.seek((int) from * PAIR);
      int count = (int) (to - from) * PAIR;
      record = edits.remove(home, record, start, list.forward(start, count), count);
      return;
    }
    beginChange();
    tree.seekIndex(from);
    for (long left = to - from; left > 0; left--) {
      removeMember();
    }
    endChange();
  }

  /** Takes out the member on which the tree stands; the tree stands on the next one then. */
  private void removeMember() {
    int member = tree.handle();
    tree.remove();
    table.remove(store.hashOf(member), member);
    store.discard(member);
  }

  /** The record is made the owner's before table and tree change what it says. */
  private void beginChange() {
    record = home.resizeValue(record, ROOT_BYTES);
  }

  private void endChange() {
    table.store(records.segment(record), records.valueOffset(record));
    tree.store(records.segment(record), records.valueOffset(record) + TREE);
  }

  /** Gives every member a record of its own. */
  private void unpack() {
    PackedList packed = PackedElements.copied(records.value(record));
    record = home.resizeValue(record, ROOT_BYTES);
    records.zeroValueFrom(record, 0);
    records.type(record, RecordType.SORTED_SET, ValueForm.LINKED);
    attach(record);
    Element name = new Element();
    for (int place = FIRST; place < packed.end(); place = packed.forward(place, PAIR)) {
      packed.read(place, name);
      byte[] bytes = name.toBytes();
      insertMember(bytes, 0, bytes.length, packed.score(packed.next(place)));
    }
  }
}
