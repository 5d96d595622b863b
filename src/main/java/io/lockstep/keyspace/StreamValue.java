package io.lockstep.keyspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import io.lockstep.memory.ValueForm;
import java.lang.foreign.MemorySegment;

/**
 * A view of one stream. Its record holds what is told of the whole, and the roots of two trees: of
 * blocks of entries, and of groups. The view is moved from stream to stream, and follows its record
 * where a change moves it.
 */
public final class StreamValue extends StreamReader {
  /** What one block, and one entry, may have at most (Redis, STREAM_LISTPACK_MAX_SIZE). */
  private static final long MAX_BLOCK_BYTES = 1 << 30;

  /** A listpack has a header of 6 bytes and an end of 1, a {@link PackedList} the count only. */
  private static final int LISTPACK_HEADER_BYTES = 6;

  private static final int LISTPACK_FRAME_BYTES = LISTPACK_HEADER_BYTES + 1;

  private final RecordStore store;
  private final Tree blockTree;
  private final Tree groupTree;
  private final BlockSeek seek;
  private final NameSeek groupSeek;
  private final StreamBlock block;
  private final PackedEdits edits;
  private final PackedElement number = new PackedElement();
  private final byte[] blockKey = new byte[BlockSeek.ID_BYTES];
  private final EntryId id = new EntryId();
  private final EntryId other = new EntryId();
  private final StreamWalk walk;
  private final StreamWalk entries;
  private final EntryDraft draft = new EntryDraft();
  private final GroupValue group;

  private ValueHome home;

  StreamValue(RecordStore store) {
    Tree blocks = store.newTree();
    Tree groups = store.newTree();
    super(store.records(), blocks, groups);
    this.store = store;
    this.blockTree = blocks;
    this.groupTree = groups;
    this.seek = new BlockSeek(records);
    this.groupSeek = new NameSeek(records, group -> group);
    this.block = new StreamBlock(records);
    this.edits = new PackedEdits(store, block.list);
    this.walk = new StreamWalk(records);
    this.entries = new StreamWalk(records);
    this.group = new GroupValue(store, this);
    this.home = store;
  }

  /** Becomes a view of a stream that is there. */
  public StreamValue at(Database database, int stream) {
    home = database;
    attach(stream);
    return this;
  }

  /** Makes an empty stream under a key that is not there. */
  public StreamValue create(Database database, byte[] key, int start, int length, long expireAtMs) {
    int made =
        database.create(
            key, start, length, RecordType.STREAM, ValueForm.LINKED, StreamRoot.BYTES, expireAtMs);
    return at(database, made);
  }

  /** A walk for whoever wants to show entries. */
  public StreamWalk entries() {
    return entries;
  }

  /** An entry for whoever wants to add one. */
  public EntryDraft draft() {
    return draft;
  }

  /** The view that is moved from group to group. */
  public GroupValue group() {
    return group;
  }

  /** Makes the stream's record one that may be changed. */
  void begin() {
    int owned = home.resizeValue(record, StreamRoot.BYTES);
    if (owned != record) {
      attach(owned);
    }
  }

  private void storeBlocks() {
    root.store(StreamRoot.BLOCKS, blockTree);
  }

  // ---- what is told of the whole

  /** Sets the greatest id that was ever given. */
  public void setLastId(EntryId newId) {
    begin();
    root.setId(StreamRoot.LAST, newId);
  }

  /** Sets the greatest id that XDEL took out. */
  public void setMaxDeletedId(EntryId newId) {
    begin();
    root.setId(StreamRoot.MAX_DELETED, newId);
  }

  /** Sets how many entries there ever were. */
  public void setEntriesAdded(long count) {
    begin();
    root.number(StreamRoot.ADDED, count);
  }

  /** Sets what a file tells of a stream whose blocks have been added. */
  public void setLengthAndFirstId(long length, EntryId first) {
    begin();
    root.number(StreamRoot.LENGTH, length);
    root.setId(StreamRoot.FIRST, first);
  }

  private void addLength(long difference) {
    root.number(StreamRoot.LENGTH, length() + difference);
  }

  /** Finds the first entry, among those that are kept though deleted as well; false if none. */
  public boolean firstKeptId(EntryId into) {
    boolean isThere = walk.allKept(record).next();
    if (isThere) {
      walk.id(into);
    }
    return isThere;
  }

  /** Finds the last entry; false if there is none. */
  public boolean lastEntryId(EntryId into) {
    boolean isThere = walk.backwards(record, other.set(0, 0), id.setLargest()).next();
    if (isThere) {
      walk.id(into);
    }
    return isThere;
  }

  public boolean contains(EntryId entry) {
    return walk.between(record, entry, entry).next();
  }

  /** The first id is looked for again, after entries were taken out. */
  private void renewFirstId() {
    boolean isThere = length() > 0 && walk.all(record).next();
    root.setId(StreamRoot.FIRST, isThere ? walk.id(id) : id.set(0, 0));
  }

  // ---- adding

  /** Whether an entry is too big to be kept. */
  public boolean isTooBig(EntryDraft draft) {
    return draft.bytes() > MAX_BLOCK_BYTES;
  }

  /** Adds an entry under an id that is behind the last one. */
  public void add(EntryId newId, EntryDraft draft) {
    begin();
    if (blockTree.seekLast() && admits(block.at(blockTree.handle()), draft)) {
      append(newId, draft);
    } else {
      blockTree.seekEnd();
      insertBlock(newId, draft.composeBlock());
    }
    storeBlocks();
    if (length() == 0) {
      root.setId(StreamRoot.FIRST, newId);
    }
    addLength(1);
    root.setId(StreamRoot.LAST, newId);
    root.number(StreamRoot.ADDED, entriesAdded() + 1);
  }

  /** Redis compares with what its listpack has, and adds what names and values have. */
  private boolean admits(StreamBlock last, EntryDraft draft) {
    long bytes = last.list.end() - PackedList.EMPTY_BYTES + LISTPACK_FRAME_BYTES + draft.bytes();
    long maxBytes = store.limits().streamNodeMaxBytes;
    long maxEntries = store.limits().streamNodeMaxEntries;
    boolean isBounded = maxBytes > 0 && maxBytes <= MAX_BLOCK_BYTES;
    return bytes < (isBounded ? maxBytes : MAX_BLOCK_BYTES)
        && (maxEntries == 0 || last.living() + last.deleted() < maxEntries);
  }

  private void append(EntryId newId, EntryDraft draft) {
    PackedRun entry =
        draft.compose(
            newId.ms() - block.blockMs(), newId.seq() - block.blockSeq(), draft.hasFieldsOf(block));
    int changed = setNumber(blockTree.handle(), StreamBlock.LIVING, block.living() + 1);
    int place = block.list.end();
    changed = edits.splice(store, changed, place, 0, entry.length());
    block.list.write(place, entry);
    block.list.count(block.list.count() + entry.count());
    blockMoved(changed);
  }

  private int setNumber(int changed, int place, long value) {
    return edits.replace(store, changed, place, number.number(value));
  }

  private void blockMoved(int changed) {
    if (changed != blockTree.handle()) {
      blockTree.replaceHandle(changed);
    }
  }

  /** Puts a block of such elements before the tree's place. */
  private void insertBlock(EntryId first, PackedRun elements) {
    int made = createBlock(first, elements.length());
    block.list.at(records, made);
    block.list.write(PackedList.FIRST, elements);
    block.list.count(elements.count());
    blockTree.insert(EntryId.treeKey(first.ms()), made, 1);
  }

  private int createBlock(EntryId first, int elementBytes) {
    spellKey(0, first.ms());
    spellKey(Long.BYTES, first.seq());
    return store.createZeros(
        blockKey, 0, blockKey.length, PackedList.EMPTY_BYTES + elementBytes, Records.NO_EXPIRY);
  }

  private void spellKey(int start, long value) {
    for (int at = 0; at < Long.BYTES; at++) {
      blockKey[start + at] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (at + 1)));
    }
  }

  /** Adds a block behind the others, as a listpack of so many elements that has been checked. */
  public void addBlock(EntryId first, byte[] listpack, int start, int length, int elements) {
    int made = createBlock(first, length - LISTPACK_FRAME_BYTES);
    block.list.at(records, made);
    block.list.count(elements);
    MemorySegment.copy(
        listpack,
        start + LISTPACK_HEADER_BYTES,
        block.list.segment(),
        JAVA_BYTE,
        block.list.offset() + PackedList.FIRST,
        length - LISTPACK_FRAME_BYTES);
    begin();
    blockTree.seekEnd();
    blockTree.insert(EntryId.treeKey(first.ms()), made, 1);
    storeBlocks();
  }

  // ---- taking out

  /** Takes an entry out; false if it was not there. */
  public boolean delete(EntryId entry) {
    if (!walk.between(record, entry, entry).next()) {
      return false;
    }
    begin();
    seek.toBlockOf(blockTree, entry.ms(), entry.seq());
    block.at(blockTree.handle());
    block.enter(walk.entryPlace());
    if (block.living() == 1) {
      dropBlock();
    } else {
      flagDeleted();
    }
    storeBlocks();
    addLength(-1);
    noteDeleted(entry);
    return true;
  }

  private void noteDeleted(EntryId entry) {
    if (firstId(id).equals(entry)) {
      renewFirstId();
    }
    if (maxDeletedId(id).compareTo(entry) < 0) {
      root.setId(StreamRoot.MAX_DELETED, entry);
    }
  }

  private void dropBlock() {
    store.discard(blockTree.handle());
    blockTree.remove();
  }

  private void flagDeleted() {
    int entry = block.place();
    int changed = setNumber(blockTree.handle(), entry, block.flags() | StreamBlock.DELETED);
    blockMoved(countDeleted(changed, 1));
  }

  /** The counts stand before all entries, and may get longer: nothing is at its place then. */
  private int countDeleted(int changed, long count) {
    int counted = setNumber(changed, StreamBlock.LIVING, block.living() - count);
    return setNumber(counted, block.deletedPlace(), block.deleted() + count);
  }

  /** What trimming leaves. */
  private interface Kept {
    /** Whether a whole block goes. */
    boolean spares(StreamBlock block);

    /** Whether the entry that the block stands on stays, and with it all behind it. */
    boolean begins(StreamBlock block, long trimmed);
  }

  /**
   * Takes the first entries out until there are so many.
   *
   * @param wholeBlocks whether to stop where a block would have to be taken apart
   * @param limit how many entries may go at most, 0 for all: blocks are not begun beyond it
   */
  public long trimToLength(long maxLength, boolean wholeBlocks, long limit) {
    return trim(
        wholeBlocks,
        limit,
        new Kept() {
          @Override
          public boolean spares(StreamBlock first) {
            return length() - first.living() < maxLength;
          }

          @Override
          public boolean begins(StreamBlock first, long trimmed) {
            return length() - trimmed <= maxLength;
          }
        },
        maxLength);
  }

  /** Takes the entries before an id out; see {@link #trimToLength}. */
  public long trimBefore(EntryId firstKept, boolean wholeBlocks, long limit) {
    return trim(
        wholeBlocks,
        limit,
        new Kept() {
          @Override
          public boolean spares(StreamBlock first) {
            first.enter(first.before(first.list.end()));
            return isFrom(first);
          }

          @Override
          public boolean begins(StreamBlock first, long trimmed) {
            return isFrom(first);
          }

          private boolean isFrom(StreamBlock at) {
            return EntryId.compare(at.ms(), at.seq(), firstKept.ms(), firstKept.seq()) >= 0;
          }
        },
        0);
  }

  private long trim(boolean wholeBlocks, long limit, Kept kept, long enough) {
    long trimmed = 0;
    while (blockTree.seekFirst() && length() > enough) {
      block.at(blockTree.handle());
      long living = block.living();
      if (limit > 0 && trimmed + living > limit) {
        break;
      }
      if (kept.spares(block)) {
        trimmed += wholeBlocks ? 0 : trimWithin(kept);
        break;
      }
      begin();
      blockTree.seekFirst();
      dropBlock();
      storeBlocks();
      addLength(-living);
      trimmed += living;
    }
    if (trimmed > 0) {
      renewFirstId();
    }
    return trimmed;
  }

  private long trimWithin(Kept kept) {
    int changed = blockTree.handle();
    long trimmed = 0;
    for (int place = block.entriesPlace(); place < block.list.end(); place = block.behind()) {
      block.enter(place);
      if (kept.begins(block, trimmed)) {
        break;
      }
      if (!block.isDeleted()) {
        if (trimmed++ == 0) {
          begin();
          blockTree.seekFirst();
        }
        changed = setNumber(changed, place, block.flags() | StreamBlock.DELETED);
      }
    }
    if (trimmed > 0) {
      blockMoved(countDeleted(changed, trimmed));
      storeBlocks();
      addLength(-trimmed);
    }
    return trimmed;
  }

  // ---- groups

  /** Moves {@link #group} to the group of this name; false if there is none. */
  public boolean findGroup(byte[] name, int start, int length) {
    boolean isThere = groupSeek.to(groupTree, name, start, length);
    if (isThere) {
      group.at(groupTree.handle());
    }
    return isThere;
  }

  /** Makes a group, whose name is not there, and moves {@link #group} to it. */
  public void createGroup(byte[] name, int start, int length, EntryId last, long entriesRead) {
    begin();
    int made = store.createZeros(name, start, length, StreamRoot.GROUP_BYTES, Records.NO_EXPIRY);
    groupSeek.to(groupTree, name, start, length);
    groupTree.insert(groupSeek.key(), made, 1);
    storeGroups();
    group.at(made);
    group.setLastId(last, entriesRead);
  }

  /** Takes the group out that {@link #group} is a view of. */
  public void removeGroup() {
    begin();
    toGroup();
    groupTree.remove();
    storeGroups();
    StreamDrain.of(store, group.record()).go(Integer.MAX_VALUE);
  }

  /** The group's record was replaced by another one with the same name. */
  void groupMoved(int newRecord) {
    toGroup();
    groupTree.replaceHandle(newRecord);
    storeGroups();
  }

  private void toGroup() {
    if (!groupSeek.toNameOf(groupTree, group.record())) {
      throw new IllegalStateException("a group is not in its stream");
    }
  }

  private void storeGroups() {
    root.store(StreamRoot.GROUPS, groupTree);
  }
}
