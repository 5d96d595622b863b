package io.lockstep.rdb.packed;

/**
 * A walk over the entries of one node of a stream: a listpack under the id of its first entry, all
 * of it checked when {@link #open} returns.
 *
 * <p>The listpack begins with the master entry: the numbers of living and of deleted entries, the
 * number of field names, the names, 0. An entry is: flags, its id as two differences from the
 * node's, the number of fields and each with its value (or the values only, when the names are the
 * master entry's), and how many elements those were.
 */
public final class StreamNode {
  private static final int DELETED = 1;
  private static final int SAME_FIELDS = 2;
  private static final int KNOWN_FLAGS = DELETED | SAME_FIELDS;

  private final Listpack values = new Listpack();
  private final Listpack names = new Listpack();

  private StreamId id = StreamId.ZERO;
  private StreamId first = StreamId.ZERO;
  private StreamId last = StreamId.ZERO;
  private int living;

  private int masterFields;
  private int masterNames; // the place of the first, and the elements before it
  private int masterTaken;

  private long flags;
  private long ms;
  private long seq;
  private int fields;
  private int fieldsLeft;
  private boolean isWithin; // an entry, whose number of elements is yet to be passed

  /**
   * Checks the whole node and stands before its first entry.
   *
   * @throws MalformedPackException when a byte is wrong, a count, or the order of the ids
   */
  public void open(StreamId nodeId, byte[] bytes, int start, int length)
      throws MalformedPackException {
    id = nodeId;
    living = 0;
    fieldsLeft = 0;
    isWithin = false;
    values.open(bytes, start, length);
    names.share(values, values.place());
    try {
      checkAll();
    } catch (MalformedPackException e) {
      values.returnTo(values.place(), values.count());
      throw e;
    }
  }

  private void checkAll() throws MalformedPackException {
    int place = values.place();
    long saidLiving = number();
    long saidDeleted = number();
    checkMaster();
    int entries = values.place();
    int taken = values.taken();
    int deleted = checkEntries();
    if (saidLiving != living || saidDeleted != deleted) {
      throw values.malformed(
          place, "says " + saidLiving + " entries and " + saidDeleted + " deleted ones");
    }
    values.returnTo(entries, taken);
  }

  private void checkMaster() throws MalformedPackException {
    masterFields = fieldCount(1);
    masterNames = values.place();
    masterTaken = values.taken();
    pass(masterFields);
    int place = values.place();
    if (number() != 0) {
      throw values.malformed(place, "no end of the master entry");
    }
  }

  /** Returns how many are deleted. */
  private int checkEntries() throws MalformedPackException {
    int deleted = 0;
    last = id;
    for (boolean isFirst = true; values.taken() < values.count(); isFirst = false) {
      int place = values.place();
      checkEntry();
      checkOrder(place, isFirst);
      last = new StreamId(ms, seq);
      if ((flags & DELETED) != 0) {
        deleted++;
      } else if (living++ == 0) {
        first = last;
      }
    }
    return deleted;
  }

  private void checkEntry() throws MalformedPackException {
    int before = values.taken();
    int place = values.place();
    flags = number();
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw values.malformed(place, "unknown flags of an entry");
    }
    ms = id.ms() + number();
    seq = id.seq() + number();
    boolean isSame = hasMasterFields();
    fields = isSame ? masterFields : fieldCount(2);
    pass(isSame ? fields : 2 * fields);
    place = values.place();
    int passed = values.taken() - before;
    if (number() != passed) {
      throw values.malformed(place, "wrong number of an entry's elements");
    }
  }

  private void checkOrder(int place, boolean isFirst) throws MalformedPackException {
    int order = StreamId.compare(last.ms(), last.seq(), ms, seq);
    if (order > 0 || (order == 0 && !isFirst)) {
      throw values.malformed(place, "entries are not in order");
    }
  }

  private boolean hasMasterFields() {
    return (flags & SAME_FIELDS) != 0;
  }

  private long number() throws MalformedPackException {
    int place = values.place();
    if (!values.next() || !values.isNumber()) {
      throw values.malformed(place, "no number where one was expected");
    }
    return values.number();
  }

  private int fieldCount(int elementsEach) throws MalformedPackException {
    int place = values.place();
    long told = number();
    if (told < 0 || told > (values.count() - values.taken()) / elementsEach) {
      throw values.malformed(place, "says " + told + " fields");
    }
    return (int) told;
  }

  private void pass(int elements) throws MalformedPackException {
    int place = values.place();
    for (int i = 0; i < elements; i++) {
      if (!values.next()) {
        throw values.malformed(place, "fields or values are missing");
      }
    }
  }

  /** The id that the entries' own ids are told from. */
  public StreamId id() {
    return id;
  }

  /** The number of elements of the listpack. */
  public int elements() {
    return values.count();
  }

  /** The number of entries that are not deleted. */
  public int living() {
    return living;
  }

  /** The id of the first entry that is not deleted, if there is one. */
  public StreamId first() {
    return first;
  }

  /** The id of the last entry, deleted or not. */
  public StreamId last() {
    return last;
  }

  /** Goes to the next entry that is not deleted, if there is one. */
  public boolean nextEntry() {
    passRest();
    while (values.taken() < values.count()) {
      enter();
      if ((flags & DELETED) == 0) {
        return true;
      }
      passRest();
    }
    return false;
  }

  private void enter() {
    flags = nextNumber();
    ms = id.ms() + nextNumber();
    seq = id.seq() + nextNumber();
    fields = masterFields;
    if (hasMasterFields()) {
      names.returnTo(masterNames, masterTaken);
    } else {
      fields = (int) nextNumber();
    }
    fieldsLeft = fields;
    isWithin = true;
  }

  private long nextNumber() {
    values.next();
    return values.number();
  }

  /** Passes what is left of the entry, up to the number of its elements. */
  private void passRest() {
    while (nextField()) {}
    if (isWithin) {
      values.next();
      isWithin = false;
    }
  }

  /** The id of the entry: its first number. */
  public long ms() {
    return ms;
  }

  /** The id of the entry: its second number. */
  public long seq() {
    return seq;
  }

  /** The number of the entry's fields. */
  public int fields() {
    return fields;
  }

  /** Goes to the entry's next field and its value, if there is one. */
  public boolean nextField() {
    if (fieldsLeft == 0) {
      return false;
    }
    if (hasMasterFields()) {
      names.nextText();
    } else {
      names.returnTo(values.place(), values.taken());
      names.nextText();
      values.returnTo(names.place(), names.taken());
    }
    values.nextText();
    fieldsLeft--;
    return true;
  }

  /** The field's name: a text. */
  public Elements field() {
    return names;
  }

  /** The field's value: a text. */
  public Elements value() {
    return values;
  }
}
