package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;

/**
 * A view of one block of a stream's entries, and of one entry in it. The elements are those of
 * Redis' blocks (t_stream.c): the numbers of living and of deleted entries, the number of the
 * block's field names, these names, 0; then for each entry its flags, its id less the block's, the
 * fields, unless they are the block's, with their values, and how many elements these were.
 */
final class StreamBlock {
  static final int DELETED = 1;
  static final int SAME_FIELDS = 2;

  /** The place of the number of living entries. */
  static final int LIVING = PackedList.FIRST;

  private final Records records;
  private final BlockSeek ids;
  final PackedList list = new PackedList();

  private long blockMs;
  private long blockSeq;
  private int blockFields;
  private int namesPlace;
  private int entriesPlace;

  private int place;
  private long flags;
  private long ms;
  private long seq;
  private int fields;
  private int fieldsPlace;

  StreamBlock(Records records) {
    this.records = records;
    this.ids = new BlockSeek(records);
  }

  StreamBlock at(int block) {
    list.at(records, block);
    blockMs = ids.ms(block);
    blockSeq = ids.seq(block);
    int fieldCount = list.next(deletedPlace());
    blockFields = (int) list.number(fieldCount);
    namesPlace = list.next(fieldCount);
    entriesPlace = list.next(list.forward(namesPlace, blockFields));
    return this;
  }

  int deletedPlace() {
    return list.next(LIVING);
  }

  long living() {
    return list.number(LIVING);
  }

  long deleted() {
    return list.number(deletedPlace());
  }

  long blockMs() {
    return blockMs;
  }

  long blockSeq() {
    return blockSeq;
  }

  int blockFields() {
    return blockFields;
  }

  /** The place of the first of the block's field names. */
  int namesPlace() {
    return namesPlace;
  }

  // ---- entries

  /** The place of the first entry. */
  int entriesPlace() {
    return entriesPlace;
  }

  /** The place of the entry that ends where another begins. */
  int before(int behind) {
    int counter = list.previous(behind);
    return list.backward(counter, (int) list.number(counter));
  }

  /** Looks at the entry at a place. */
  void enter(int newPlace) {
    place = newPlace;
    flags = list.number(place);
    int msPlace = list.next(place);
    int seqPlace = list.next(msPlace);
    ms = blockMs + list.number(msPlace);
    seq = blockSeq + list.number(seqPlace);
    fieldsPlace = list.next(seqPlace);
    fields = blockFields;
    if (!hasBlockFields()) {
      fields = (int) list.number(fieldsPlace);
      fieldsPlace = list.next(fieldsPlace);
    }
  }

  /** The place of the entry's flags. */
  int place() {
    return place;
  }

  /** The place behind the entry. */
  int behind() {
    int elements = hasBlockFields() ? fields : 2 * fields;
    return list.next(list.forward(fieldsPlace, elements));
  }

  boolean isDeleted() {
    return (flags & DELETED) != 0;
  }

  long flags() {
    return flags;
  }

  boolean hasBlockFields() {
    return (flags & SAME_FIELDS) != 0;
  }

  long ms() {
    return ms;
  }

  long seq() {
    return seq;
  }

  int fields() {
    return fields;
  }

  /** The place of the first field's value, or of its name if the names are not the block's. */
  int fieldsPlace() {
    return fieldsPlace;
  }

  void read(int at, Element into) {
    list.read(at, into);
  }
}
