package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads sorted sets that are one string of members and scores in turn. */
final class PackedSortedSetLoader implements ValueReader {
  private static final int PAIR = 2;

  private final PackedString string;
  private final Elements elements;
  private final SmallElements smallElements = new SmallElements();

  PackedSortedSetLoader(RdbString scratch, Elements form) {
    this.string = new PackedString(scratch);
    this.elements = form;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long at = in.offset();
    string.read(in, elements);
    if (elements.count() % PAIR != 0) {
      throw new CorruptRdbException(at, "a member of a sorted set without a score");
    }
    if (elements.count() == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    PackedRun small = small(into.sortedSets(), at);
    if (small != null) {
      RdbString name = key.name();
      return into.sortedSets()
          .adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), small)
          .record();
    }
    elements.rewind();
    SortedSetValue set = create(key, into);
    while (elements.nextText()) {
      add(set, at);
    }
    return set.record();
  }

  private @Nullable PackedRun small(SortedSetValue set, long at) throws CorruptRdbException {
    return smallElements.ofScored(elements, set.longestPacked(elements.count() / PAIR), at);
  }

  private SortedSetValue create(RdbKey key, Database into) {
    RdbString name = key.name();
    return into.sortedSets()
        .create(
            into,
            name.bytes(),
            name.start(),
            name.length(),
            key.expireAtMs(),
            elements.count() / PAIR,
            0);
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

  @Override
  public void skip(RdbInput in) throws IOException {
    string.read(in, elements);
  }
}
