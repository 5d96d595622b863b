package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import io.lockstep.memory.TreeCursor;

/**
 * Tells how many bytes of memory a key takes: those of its record and of all that this leads to. Of
 * many elements the first ones are weighed and stand for all others; tables and trees are exact.
 */
public final class Footprint {
  /** All elements are weighed. */
  public static final long ALL = Long.MAX_VALUE;

  private final RecordStore store;
  private final Records records;

  Footprint(RecordStore store) {
    this.store = store;
    this.records = store.records();
  }

  /** Bytes of a key's record, and of what it leads to by so many samples. */
  public long of(int record, long samples) {
    return bytes(record) + (store.linked().isLinked(record) ? linked(record, samples) : 0);
  }

  private long linked(int record, long samples) {
    return switch (records.type(record)) {
      case STRING -> 0;
      case HASH -> table(record, samples) + (isTimed(record) ? order(record, TableHash.TREE) : 0);
      case SET -> table(record, samples);
      case SORTED_SET -> table(record, samples) + order(record, SortedSetValue.TREE);
      case LIST -> list(record, samples);
      case STREAM -> new StreamReader(records).at(record).linkedBytes(samples);
    };
  }

  private boolean isTimed(int hash) {
    return TableHash.isTimed(records, hash);
  }

  private long order(int record, int root) {
    TreeCursor tree = new TreeCursor(records.pages(), false);
    tree.load(records.segment(record), records.valueOffset(record) + root);
    return tree.bytes();
  }

  private long list(int list, long samples) {
    ListBlockCursor blocks = new ListBlockCursor(records);
    blocks.load(list);
    Weights weights = new Weights();
    boolean more = blocks.seekFirst();
    while (more && weights.count < samples) {
      weights.add(bytes(blocks.block()));
      more = blocks.next();
    }
    return blocks.treeBytes() + weights.of(blocks.blocks());
  }

  private long table(int record, long samples) {
    MemberTable table = store.newMemberTable();
    table.load(records.segment(record), records.valueOffset(record));
    Weights weights = new Weights();
    long cursor = 0;
    do {
      cursor = table.scan(cursor, 1, member -> weights.add(bytes(member)));
    } while (cursor != 0 && weights.count < samples);
    return table.bytes() + weights.of(table.size());
  }

  private long bytes(int record) {
    return Slab.capacity(records.bytes(record));
  }

  /** Bytes of a tree and of the records that are its entries. */
  static long tree(Records records, TreeCursor tree, long samples) {
    Weights weights = new Weights();
    boolean more = tree.seekFirst();
    while (more && weights.count < samples) {
      weights.add(Slab.capacity(records.bytes(tree.handle())));
      more = tree.next();
    }
    return tree.bytes() + weights.of(tree.entries());
  }

  private static final class Weights {
    private long count;
    private long bytes;

    void add(long weight) {
      count++;
      bytes += weight;
    }

    long of(long all) {
      return count == all ? bytes : Math.round((double) bytes / count * all);
    }
  }
}
