package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.memory.Decimals;
import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.util.random.RandomGenerator;

/**
 * A view of one set. Numbers alone are kept in order in its record; few small members as a packed
 * list; else each has a record, in a table whose root is the set's value. The view is moved from
 * set to set, and follows its record where a change moves it.
 */
public final class SetValue {
  static final int ROOT_BYTES = MemberTable.ROOT_BYTES;

  private static final byte[] EMPTY = new byte[0];

  private final RecordStore store;
  private final Records records;
  private final SetReader reader;
  private final PackedList list = new PackedList();
  private final PackedEdits edits;
  private final PackedElement packed = new PackedElement();
  private final NumberSet numbers = new NumberSet();
  private final MemberTable table;
  private byte[] scratch = new byte[64];

  private ValueHome home;
  private int record;
  private ValueForm form = ValueForm.PACKED;

  SetValue(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.reader = new SetReader(records);
    this.edits = new PackedEdits(store, list);
    this.table = store.newMemberTable();
    this.home = store;
  }

  /** Becomes a view of a set that is there. */
  public SetValue at(Database database, int set) {
    home = database;
    attach(set);
    return this;
  }

  /**
   * Makes an empty set under a key that is not there, to be filled at once, in the form that suits
   * its first member and so many of them.
   */
  public SetValue create(
      Database database,
      byte[] key,
      int start,
      int length,
      long expireAtMs,
      boolean ofNumbers,
      long expected) {
    ValueForm first = firstForm(ofNumbers, expected);
    int bytes =
        switch (first) {
          case PACKED -> PackedList.EMPTY_BYTES;
          case NUMBERS -> NumberSet.FIRST;
          case LINKED -> ROOT_BYTES;
        };
    int made = database.create(key, start, length, RecordType.SET, first, bytes, expireAtMs);
    if (first == ValueForm.NUMBERS) {
      NumberSet.begin(records, made);
    }
    return at(database, made);
  }

  /** How long so many members may be to be kept packed; less than nothing if they are too many. */
  public long longestPacked(long members) {
    ValueLimits limits = store.limits();
    return members <= limits.setMaxListpackEntries ? limits.setMaxListpackValue : -1;
  }

  /** Makes a small one of members, which may be kept packed. */
  public SetValue adopt(
      Database database, byte[] key, int start, int length, long expireAtMs, PackedRun elements) {
    return at(
        database, database.createPacked(key, start, length, RecordType.SET, expireAtMs, elements));
  }

  private ValueForm firstForm(boolean ofNumbers, long expected) {
    if (ofNumbers && expected <= store.limits().setMaxIntsetEntries) {
      return ValueForm.NUMBERS;
    }
    return expected <= store.limits().setMaxListpackEntries ? ValueForm.PACKED : ValueForm.LINKED;
  }

  /** Whether these bytes are kept as a number where that is possible. */
  public static boolean isNumber(byte[] bytes, int start, int length) {
    return Decimals.isNumber(bytes, start, length);
  }

  private void attach(int set) {
    record = set;
    form = records.form(set);
    switch (form) {
      case PACKED -> list.at(records, set);
      case NUMBERS -> numbers.at(records, set);
      case LINKED -> table.load(records.segment(set), records.valueOffset(set));
    }
  }

  /** The set's record as it is now. */
  public int record() {
    return record;
  }

  public ValueForm form() {
    return form;
  }

  /** How many members it has. */
  public long size() {
    return switch (form) {
      case PACKED -> list.count();
      case NUMBERS -> numbers.size();
      case LINKED -> table.size();
    };
  }

  // ---- reading

  public boolean contains(byte[] bytes, int start, int length) {
    return switch (form) {
      case PACKED -> list.find(packed.of(bytes, start, length), PackedList.FIRST, 1) >= 0;
      case NUMBERS ->
          isNumber(bytes, start, length) && numbers.find(Decimals.parse(bytes, start, length)) >= 0;
      case LINKED -> member(bytes, start, length) != Records.NONE;
    };
  }

  public boolean contains(Element member) {
    load(member);
    return contains(scratch, 0, member.length());
  }

  private void load(Element member) {
    if (scratch.length < member.length()) {
      scratch = new byte[2 * member.length()];
    }
    member.copyTo(scratch, 0);
  }

  private int member(byte[] bytes, int start, int length) {
    return table.find(store.hash().of(bytes, start, length), bytes, start, length);
  }

  /** Shows all members; the set must not be changed meanwhile. */
  public void forEach(SetVisitor visitor) {
    reader.forEach(record, visitor);
  }

  /** Shows about so many members from a cursor on; a small set is shown whole. */
  public long scan(long cursor, int count, SetVisitor visitor) {
    if (form != ValueForm.LINKED) {
      forEach(visitor);
      return 0;
    }
    Element member = new Element();
    return table.scan(
        cursor,
        count,
        found -> {
          member.key(records, found);
          visitor.visit(member);
        });
  }

  /** Shows any member, each with the same chance; the set is not empty. */
  public void random(RandomGenerator random, Element member) {
    switch (form) {
      case PACKED -> list.read(list.seek(random.nextInt(list.count())), member);
      case NUMBERS -> member.number(numbers.get(random.nextInt(numbers.size())));
      case LINKED -> member.key(records, table.random(random));
    }
  }

  // ---- changing

  /** Prepares for so many members that may be new. */
  public void expect(long count) {
    ValueLimits limits = store.limits();
    if ((form == ValueForm.PACKED && count > limits.setMaxListpackEntries)
        || (form == ValueForm.NUMBERS && count > limits.setMaxIntsetEntries)) {
      link();
    }
  }

  /** Keeps the members as numbers if all of them are, and are not too many. */
  public void toNumbers() {
    if (form == ValueForm.NUMBERS || size() > store.limits().setMaxIntsetEntries) {
      return;
    }
    long[] all = new long[(int) size()];
    int[] count = new int[1];
    forEach(
        member -> {
          byte[] bytes = member.toBytes();
          if (isNumber(bytes, 0, bytes.length)) {
            all[count[0]++] = Decimals.parse(bytes, 0, bytes.length);
          }
        });
    if (count[0] == all.length) {
      becomeNumbers(all);
    }
  }

  private void becomeNumbers(long[] all) {
    if (form == ValueForm.LINKED) {
      table.drain(Integer.MAX_VALUE, store::discard);
    }
    become(ValueForm.NUMBERS, NumberSet.FIRST);
    for (long number : all) {
      addNumber(number);
    }
  }

  /** Adds a member; returns whether it is new. */
  public boolean add(byte[] bytes, int start, int length) {
    return switch (form) {
      case PACKED -> addPacked(bytes, start, length);
      case NUMBERS -> addToNumbers(bytes, start, length);
      case LINKED -> addMember(bytes, start, length);
    };
  }

  public boolean add(Element member) {
    byte[] bytes = member.toBytes();
    return add(bytes, 0, bytes.length);
  }

  private boolean addPacked(byte[] bytes, int start, int length) {
    packed.of(bytes, start, length);
    if (list.find(packed, PackedList.FIRST, 1) >= 0) {
      return false;
    }
    ValueLimits limits = store.limits();
    if (list.count() >= limits.setMaxListpackEntries || length > limits.setMaxListpackValue) {
      link();
      return addMember(bytes, start, length);
    }
    record = edits.append(home, record, packed);
    return true;
  }

  private boolean addToNumbers(byte[] bytes, int start, int length) {
    if (isNumber(bytes, start, length)) {
      return addNumber(Decimals.parse(bytes, start, length));
    }
    leaveNumbers(length);
    return add(bytes, start, length);
  }

  /** Redis' setTypeMaybeConvert: what follows numbers is packed if all of it may be. */
  private void leaveNumbers(int newLength) {
    ValueLimits limits = store.limits();
    boolean mayPack =
        numbers.size() < limits.setMaxListpackEntries
            && newLength <= limits.setMaxListpackValue
            && longestNumber() <= limits.setMaxListpackValue;
    if (mayPack) {
      pack();
    } else {
      link();
    }
  }

  private int longestNumber() {
    int size = numbers.size();
    return size == 0 ? 0 : Math.max(digits(numbers.get(0)), digits(numbers.get(size - 1)));
  }

  private static int digits(long number) {
    return Long.toString(number).length();
  }

  private boolean addNumber(long number) {
    int index = numbers.find(number);
    if (index >= 0) {
      return false;
    }
    int size = numbers.size();
    int before = numbers.width();
    int width = Math.max(before, NumberSet.widthOf(number));
    record = home.resizeValue(record, NumberSet.FIRST + (size + 1) * width);
    numbers.at(records, record);
    if (width != before) {
      numbers.widen(size, before, width);
    }
    numbers.shift(~index, 1, size - ~index);
    numbers.set(~index, number);
    if (size + 1 > store.limits().setMaxIntsetEntries) {
      link();
    }
    return true;
  }

  private boolean addMember(byte[] bytes, int start, int length) {
    int hash = store.hash().of(bytes, start, length);
    if (table.find(hash, bytes, start, length) != Records.NONE) {
      return false;
    }
    int made = store.create(bytes, start, length, EMPTY, 0, 0, Records.NO_EXPIRY, 0);
    beginChange();
    table.insert(hash, made);
    endChange();
    return true;
  }

  /** Takes a member out; false if it was not there. An empty set must be deleted. */
  public boolean remove(byte[] bytes, int start, int length) {
    return switch (form) {
      case PACKED -> removePacked(packed.of(bytes, start, length));
      case NUMBERS ->
          isNumber(bytes, start, length) && removeNumber(Decimals.parse(bytes, start, length));
      case LINKED -> removeMember(bytes, start, length);
    };
  }

  public boolean remove(Element member) {
    load(member);
    return remove(scratch, 0, member.length());
  }

  private boolean removePacked(PackedElement member) {
    int place = list.find(member, PackedList.FIRST, 1);
    if (place >= 0) {
      record = edits.remove(home, record, place, list.next(place), 1);
    }
    return place >= 0;
  }

  private boolean removeNumber(long number) {
    int index = numbers.find(number);
    if (index < 0) {
      return false;
    }
    int size = numbers.size();
    record = home.resizeValue(record, records.valueLength(record));
    numbers.at(records, record);
    numbers.shift(index + 1, -1, size - index - 1);
    record = home.resizeValue(record, NumberSet.FIRST + (size - 1) * numbers.width());
    numbers.at(records, record);
    return true;
  }

  private boolean removeMember(byte[] bytes, int start, int length) {
    int hash = store.hash().of(bytes, start, length);
    int member = table.find(hash, bytes, start, length);
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

  // ---- forms

  private void pack() {
    long[] all = allNumbers();
    become(ValueForm.PACKED, PackedList.EMPTY_BYTES);
    for (long number : all) {
      record = edits.append(home, record, packed.number(number));
    }
  }

  /** Gives every member a record of its own. */
  private void link() {
    if (form == ValueForm.NUMBERS) {
      long[] all = allNumbers();
      become(ValueForm.LINKED, ROOT_BYTES);
      for (long number : all) {
        byte[] text = Long.toString(number).getBytes(ISO_8859_1);
        addMember(text, 0, text.length);
      }
    } else {
      PackedElements members = new PackedElements(records.value(record));
      become(ValueForm.LINKED, ROOT_BYTES);
      while (members.next()) {
        byte[] text = members.element().toBytes();
        addMember(text, 0, text.length);
      }
    }
  }

  private long[] allNumbers() {
    long[] all = new long[numbers.size()];
    for (int index = 0; index < all.length; index++) {
      all[index] = numbers.get(index);
    }
    return all;
  }

  private void become(ValueForm newForm, int bytes) {
    record = home.resizeValue(record, bytes);
    records.zeroValueFrom(record, 0);
    records.type(record, RecordType.SET, newForm);
    if (newForm == ValueForm.NUMBERS) {
      NumberSet.begin(records, record);
    }
    attach(record);
  }
}
