package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;

/**
 * A view of one list, with a place in it. A small list is one packed block in its record; a big one
 * has blocks of their own, in a tree that counts their elements. The view is moved from list to
 * list, and follows its record where a change moves it.
 *
 * <p>As in Redis, whoever is about to add says so by {@link #grow}, and who has taken out calls
 * {@link #shrink}: only these change the form. A list that got empty must be deleted.
 */
public final class ListValue {
  private static final int ROOT_BYTES = ListBlocks.ROOT_BYTES;

  private final RecordStore store;
  private final Records records;
  private final ListLimit limit;
  private final ListBlocks blocks;
  private final ListWalk walk;
  private final PackedList block; // the walk's
  private final PackedList second = new PackedList();
  private final PackedEdits edits;
  private final PackedElement packed = new PackedElement();
  private final ListTarget target = new ListTarget();
  private final Element element = new Element();

  private ValueHome home;

  ListValue(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.limit = new ListLimit(store);
    this.blocks = new ListBlocks(store);
    this.walk = new ListWalk(records, blocks);
    this.block = walk.block();
    this.edits = new PackedEdits(store, block);
    this.home = store;
  }

  /** Becomes a view of a list that is there. */
  public ListValue at(Database database, int list) {
    home = database;
    walk.attach(list);
    return this;
  }

  /** Makes an empty list under a key that is not there, to be filled at once. */
  public ListValue create(Database database, byte[] key, int start, int length, long expireAtMs) {
    int made =
        database.create(
            key,
            start,
            length,
            RecordType.LIST,
            ValueForm.PACKED,
            PackedList.EMPTY_BYTES,
            expireAtMs);
    return at(database, made);
  }

  /** No element of a packed list is longer. */
  public long longestPacked() {
    return limit.maxBytes();
  }

  /** Whether a list of just these elements is kept packed. */
  public boolean isPackable(PackedRun elements) {
    return !limit.isExceededBy(PackedList.EMPTY_BYTES + elements.length(), elements.count());
  }

  /** Whether that holds with one more element of so many bytes, at the least. */
  public boolean isPackable(PackedRun elements, int length) {
    return limit.admits(elements, length);
  }

  /** Makes a small list of elements that {@link #isPackable} holds for. */
  public ListValue adopt(
      Database database, byte[] key, int start, int length, long expireAtMs, PackedRun elements) {
    return at(
        database, database.createPacked(key, start, length, RecordType.LIST, expireAtMs, elements));
  }

  /** The list's record as it is now. */
  public int record() {
    return walk.record();
  }

  public boolean isPacked() {
    return walk.isPacked();
  }

  public long size() {
    return walk.size();
  }

  // ---- the place

  /** Goes to the element with this index; false if there is none. */
  public boolean seek(long index) {
    return walk.seek(index);
  }

  public boolean seekFirst() {
    return walk.seekFirst();
  }

  public boolean seekLast() {
    return walk.seekLast();
  }

  /** Goes on to the next element, if there is one. */
  public boolean next() {
    return walk.next();
  }

  /** Goes back to the element before, if there is one. */
  public boolean previous() {
    return walk.previous();
  }

  /** The element at the place; the view is true until the place or the list changes. */
  public Element element() {
    walk.read(element);
    return element;
  }

  /** Whether the element at the place is kept as a number. */
  public boolean isNumber() {
    return walk.isNumber();
  }

  /** Says what {@link #isAtTarget} looks for. */
  public void target(byte[] bytes, int start, int length) {
    target.set(bytes, start, length);
  }

  /** Whether the element at the place is what is looked for. */
  public boolean isAtTarget() {
    return target.isAt(walk);
  }

  // ---- the form

  /** Makes ready for so many more elements, which have so many bytes together. */
  public void grow(long bytes, long elements) {
    if (isPacked() && limit.isExceededBy(block.end() + bytes, block.count() + elements)) {
      unpack();
    }
  }

  /** Packs a list that has got small. */
  public void shrink() {
    pack(true);
  }

  /** Gives a list that was filled from a file the form for its size. */
  public void settle() {
    if (isPacked()) {
      grow(0, 0);
    } else {
      pack(false);
    }
  }

  private void unpack() {
    int length = block.end();
    int count = block.count();
    int first = count == 0 ? Records.NONE : store.createBlock(length);
    if (count > 0) {
      second.at(records, first).write(0, block, 0, length);
    }
    takeForm(ValueForm.LINKED, home.resizeValue(record(), ROOT_BYTES));
    if (count > 0) {
      blocks.insert(first, count);
      walk.storeRoot();
    }
  }

  private void takeForm(ValueForm form, int record) {
    records.zeroValueFrom(record, 0);
    records.type(record, RecordType.LIST, form);
    walk.attach(record);
  }

  private void pack(boolean isShrinking) {
    if (isPacked() || blocks.blocks() != 1) {
      return;
    }
    blocks.seekFirst();
    walk.enter();
    if (limit.isKeptBy(block, isShrinking)) {
      packOnlyBlock();
    }
  }

  private void packOnlyBlock() {
    blocks.closeGap();
    walk.enter();
    int only = blocks.block();
    int length = block.end();
    blocks.remove(block.count());
    takeForm(ValueForm.PACKED, home.resizeValue(record(), length));
    block.write(0, second.at(records, only), 0, length);
    store.discard(only);
  }

  // ---- adding

  public void pushFirst(byte[] bytes, int start, int length) {
    prepare(bytes, start, length);
    if (isPacked()) {
      insertHere(PackedList.FIRST);
    } else if (walk.seekFirst() && hasRoom(length)) {
      ownRoot();
      blocks.pushFirst(packed);
      walk.storeRoot();
    } else {
      insertBlock(bytes, start, length);
    }
  }

  public void pushLast(byte[] bytes, int start, int length) {
    prepare(bytes, start, length);
    if (isPacked()) {
      insertHere(block.end());
    } else if (walk.enterLast() && hasRoom(length)) {
      insertHere(block.end());
    } else {
      blocks.seekEnd();
      insertBlock(bytes, start, length);
    }
  }

  /** Adds before the place, which is undefined then. */
  public void insertBefore(byte[] bytes, int start, int length) {
    prepare(bytes, start, length);
    insert(walk.place(), bytes, start, length);
  }

  /** Adds behind the place, which is undefined then. */
  public void insertAfter(byte[] bytes, int start, int length) {
    prepare(bytes, start, length);
    insert(block.next(walk.place()), bytes, start, length);
  }

  /** What has a block of its own is written there straight from the request. */
  private void prepare(byte[] bytes, int start, int length) {
    if (!limit.isExceededBy(length)) {
      packed.of(bytes, start, length);
    }
  }

  private boolean hasRoom(int length) {
    return !limit.isExceededBy(length) && limit.admits(block, length, packed.length());
  }

  private void insert(int place, byte[] bytes, int start, int length) {
    if (isPacked() || hasRoom(length)) {
      insertHere(place);
    } else if (place == PackedList.FIRST) {
      insertAtBlockStart(bytes, start, length);
    } else if (place == block.end()) {
      insertAtBlockEnd(bytes, start, length);
    } else {
      split(place);
      insert(block.end(), bytes, start, length);
    }
  }

  private void insertAtBlockStart(byte[] bytes, int start, int length) {
    if (walk.previousBlock()) {
      if (hasRoom(length)) {
        insertHere(block.end());
        return;
      }
      blocks.next();
    }
    insertBlock(bytes, start, length);
  }

  private void insertAtBlockEnd(byte[] bytes, int start, int length) {
    if (walk.nextBlock() && hasRoom(length)) {
      insertHere(PackedList.FIRST);
    } else {
      insertBlock(bytes, start, length);
    }
  }

  private void insertHere(int place) {
    begin();
    blockChanged(edits.insert(blockHome(), walk.blockRecord(), place, packed), 1);
  }

  /** Puts a block with one element before the cursor's place. */
  private void insertBlock(byte[] bytes, int start, int length) {
    ownRoot();
    blocks.insert(createBlock(bytes, start, length), 1);
    walk.storeRoot();
  }

  private int createBlock(byte[] bytes, int start, int length) {
    boolean isBig = limit.isExceededBy(length);
    int size = isBig ? PackedElement.longTextBytes(length) : packed.length();
    int made = store.createBlock(PackedList.EMPTY_BYTES + size);
    second.at(records, made).count(1);
    if (isBig) {
      second.writeLongText(PackedList.FIRST, bytes, start, length);
    } else {
      second.write(PackedList.FIRST, packed);
    }
    return made;
  }

  /** Moves what is at a place and behind it to a block of its own; the walk stays before it. */
  private void split(int place) {
    int length = block.end() - place;
    int kept = countBefore(place);
    int moved = block.count() - kept;
    int made = store.createBlock(PackedList.EMPTY_BYTES + length);
    second.at(records, made).write(PackedList.FIRST, block, place, length);
    second.count(moved);
    begin();
    blockChanged(edits.remove(store, blocks.block(), place, block.end(), moved), -moved);
    blocks.next();
    blocks.insert(made, moved);
    walk.storeRoot();
    blocks.previous();
    walk.enter();
  }

  private int countBefore(int place) {
    int count = 0;
    for (int at = PackedList.FIRST; at < place; at = block.next(at)) {
      count++;
    }
    return count;
  }

  // ---- replacing

  /** Puts another element in the place of the one that is there; the place is undefined then. */
  public void replace(byte[] bytes, int start, int length) {
    prepare(bytes, start, length);
    int place = walk.place();
    int grown = block.end() - (block.next(place) - place) + packed.length();
    if (isPacked() || (!limit.isExceededBy(length) && limit.fitsClass(grown))) {
      begin();
      blockChanged(edits.replace(blockHome(), walk.blockRecord(), place, packed), 0);
    } else if (block.count() == 1) {
      replaceBlock(createBlock(bytes, start, length));
    } else {
      removeHere(place, block.next(place), 1);
      insert(place, bytes, start, length);
    }
  }

  private void replaceBlock(int made) {
    begin(); // in the way of all that gives the first block another record
    store.discard(blocks.block());
    blocks.replace(made);
    walk.storeRoot();
  }

  // ---- taking out

  /** Takes the element at the place out, and goes to the one behind it, if there is one. */
  public boolean remove() {
    return isBlockOfOne() ? dropBlock() : removeOne() && walk.settle();
  }

  /** Takes the element at the place out, and goes to the one before it, if there is one. */
  public boolean removeAndGoBack() {
    if (isBlockOfOne()) {
      dropBlock();
      return walk.previousBlock();
    }
    return removeOne() && walk.previous();
  }

  private boolean isBlockOfOne() {
    return !isPacked() && block.count() == 1;
  }

  /** The place is that of the element behind it from now on. */
  private boolean removeOne() {
    int place = walk.place();
    int behind = block.next(place);
    if (place == PackedList.FIRST && !isPacked() && blocks.isAtOwnFirst()) {
      ownRoot();
      blocks.popFirst(behind - place);
      walk.enter();
      walk.storeRoot();
    } else {
      removeHere(place, behind, 1);
    }
    return true;
  }

  private void removeHere(int from, int to, int count) {
    begin();
    blockChanged(edits.remove(blockHome(), walk.blockRecord(), from, to, count), -count);
  }

  /** Gives up the cursor's block, and goes to the first element behind it, if there is one. */
  private boolean dropBlock() {
    ownRoot();
    int dropped = blocks.block();
    blocks.remove(block.count());
    store.discard(dropped);
    walk.storeRoot();
    return walk.enterFirst();
  }

  /** Takes out so many elements, which are there; the place is undefined then. */
  public void remove(long from, long count) {
    if (count <= 0) {
      return;
    }
    int index = walk.enterBlockOf(from);
    int removed = removeInBlock(index, count);
    for (long left = count - removed; left > 0; left -= removed) {
      removed = removeInBlock(0, left);
    }
  }

  /** Takes out elements of one block, and goes on to the next block if that are not all. */
  private int removeInBlock(int index, long count) {
    int removed = (int) Math.min(count, block.count() - index);
    if (!isPacked() && removed == block.count()) {
      dropBlock();
      return removed;
    }
    int place = block.seek(index);
    boolean isToEnd = index + removed == block.count();
    removeHere(place, isToEnd ? block.end() : block.forward(place, removed), removed);
    if (removed < count) {
      walk.nextBlock();
    }
    return removed;
  }

  // ---- changing blocks

  private ValueHome blockHome() {
    return isPacked() ? home : store;
  }

  /** Makes the record of a big list one that may be changed. */
  private void ownRoot() {
    if (!store.mayChange(record())) {
      walk.record(home.resizeValue(record(), ROOT_BYTES));
    }
  }

  /** Makes ready for a change anywhere in the walk's block; its places stay what they are. */
  private void begin() {
    if (!isPacked()) {
      ownRoot();
      if (blocks.hasGapHere()) {
        blocks.closeGap();
        walk.enter();
      }
    }
  }

  /** The walk's block is in this record from now on, and holds so many elements more. */
  private void blockChanged(int changed, int difference) {
    if (isPacked()) {
      walk.record(changed);
      return;
    }
    if (changed != blocks.block()) {
      blocks.replace(changed);
    }
    blocks.addToCount(difference);
    walk.storeRoot();
  }
}
