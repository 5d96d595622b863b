package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;

/**
 * Goes through a stream's entries between two ids, in either direction; also through those of a
 * snapshot, on another thread. The stream must not be changed meanwhile.
 */
public final class StreamWalk {
  private final TreeCursor blocks;
  private final BlockSeek seek;
  private final StreamBlock block;
  private final Fields root;

  private final EntryId from = new EntryId();
  private final EntryId to = new EntryId();
  private boolean isBackwards;
  private boolean showsDeleted;

  // where the next entry begins, or going backwards ends, in the block that is looked at
  private int place;
  private boolean hasBlock;

  private final Element name = new Element();
  private final Element value = new Element();
  private int namePlace;
  private int valuePlace;
  private int fieldsLeft;

  public StreamWalk(Records records) {
    this.blocks = new TreeCursor(records.pages(), false);
    this.seek = new BlockSeek(records);
    this.block = new StreamBlock(records);
    this.root = new Fields(records);
  }

  /** Begins with the first entry that is not before one id, to end with another. */
  public StreamWalk between(int stream, EntryId first, EntryId last) {
    start(stream, first, last, false);
    hasBlock = seek.toBlockOf(blocks, from.ms(), from.seq()) || blocks.seekFirst();
    enterBlock();
    return this;
  }

  /** The same from the last to the first. */
  public StreamWalk backwards(int stream, EntryId first, EntryId last) {
    start(stream, first, last, true);
    hasBlock = seek.toBlockOf(blocks, to.ms(), to.seq());
    enterBlock();
    return this;
  }

  /** All entries. */
  public StreamWalk all(int stream) {
    return between(stream, new EntryId(), EntryId.largest());
  }

  /** All entries, deleted ones that are still kept as well. */
  StreamWalk allKept(int stream) {
    all(stream);
    showsDeleted = true;
    return this;
  }

  private void start(int stream, EntryId first, EntryId last, boolean backwards) {
    root.at(stream).load(StreamRoot.BLOCKS, blocks);
    from.set(first);
    to.set(last);
    isBackwards = backwards;
    showsDeleted = false;
  }

  private void enterBlock() {
    if (hasBlock) {
      block.at(blocks.handle());
      place = isBackwards ? block.list.end() : block.entriesPlace();
    }
  }

  /** Goes to the next entry; false if there is none. */
  public boolean next() {
    while (hasBlock) {
      if (isAtBlockEnd()) {
        hasBlock = isBackwards ? blocks.previous() : blocks.next();
        enterBlock();
      } else {
        enterEntry();
        if (isBehindRange()) {
          hasBlock = false;
        } else if (isWanted()) {
          beginFields();
          return true;
        }
      }
    }
    return false;
  }

  private boolean isAtBlockEnd() {
    return place == (isBackwards ? block.entriesPlace() : block.list.end());
  }

  private void enterEntry() {
    if (isBackwards) {
      place = block.before(place);
      block.enter(place);
    } else {
      block.enter(place);
      place = block.behind();
    }
  }

  private boolean isBehindRange() {
    return isBackwards ? isBefore(from) : isBehind(to);
  }

  private boolean isWanted() {
    boolean isInRange = isBackwards ? !isBehind(to) : !isBefore(from);
    return isInRange && (showsDeleted || !block.isDeleted());
  }

  private boolean isBefore(EntryId id) {
    return EntryId.compare(block.ms(), block.seq(), id.ms(), id.seq()) < 0;
  }

  private boolean isBehind(EntryId id) {
    return EntryId.compare(block.ms(), block.seq(), id.ms(), id.seq()) > 0;
  }

  private void beginFields() {
    fieldsLeft = block.fields();
    namePlace = block.hasBlockFields() ? block.namesPlace() : block.fieldsPlace();
    valuePlace = block.fieldsPlace();
  }

  public EntryId id(EntryId into) {
    return into.set(block.ms(), block.seq());
  }

  /** How many fields the entry has. */
  public int fields() {
    return block.fields();
  }

  /** Goes to the entry's next field; false if there is none. */
  public boolean nextField() {
    if (fieldsLeft == 0) {
      return false;
    }
    fieldsLeft--;
    block.read(namePlace, name);
    namePlace = block.list.next(namePlace);
    if (!block.hasBlockFields()) {
      valuePlace = namePlace;
    }
    block.read(valuePlace, value);
    valuePlace = block.list.next(valuePlace);
    if (!block.hasBlockFields()) {
      namePlace = valuePlace;
    }
    return true;
  }

  /** The name of the field. */
  public Element name() {
    return name;
  }

  /** The value of the field. */
  public Element value() {
    return value;
  }

  /** The place of the entry in its block. */
  int entryPlace() {
    return block.place();
  }
}
