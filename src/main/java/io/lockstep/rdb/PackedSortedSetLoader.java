package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;

/** Reads sorted sets that are one string of members and scores in turn. */
final class PackedSortedSetLoader extends PackedLoader {
  private static final int PAIR = 2;

  private final SmallElements small = new SmallElements();

  PackedSortedSetLoader(RdbString scratch, Elements form) {
    super(scratch, form, PAIR, "a member of a sorted set without a score");
  }

  @Override
  int adopt(RdbKey key, Database into, long at) throws CorruptRdbException {
    SortedSetValue set = into.sortedSets();
    PackedRun run = small.ofScored(elements, set.longestPacked(size()), at);
    if (run == null) {
      return Records.NONE;
    }
    RdbString name = key.name();
    return set.adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run)
        .record();
  }

  @Override
  int fill(RdbKey key, Database into, long at) throws CorruptRdbException {
    SortedSetValue set = create(key, into);
    while (elements.nextText()) {
      add(set, at);
    }
    return set.record();
  }

  private SortedSetValue create(RdbKey key, Database into) {
    RdbString name = key.name();
    return into.sortedSets()
        .create(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), size(), 0);
  }

  private void add(SortedSetValue set, long at) throws CorruptRdbException {
    byte[] member = elements.bytes();
    int start = elements.start();
    int length = elements.length();
    if (!Double.isNaN(set.find(member, start, length))) {
      throw new CorruptRdbException(at, "a member of a sorted set appears twice");
    }
    elements.next();
    set.insert(member, start, length, Scores.of(elements, at));
  }
}
