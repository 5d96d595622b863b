package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;

/** Reads sets that are one string of members. */
final class PackedSetLoader extends PackedLoader {
  private final SmallElements small = new SmallElements();
  private final boolean ofNumbers;

  /** ofNumbers tells whether the form can hold nothing else. */
  PackedSetLoader(RdbString scratch, Elements form, boolean ofNumbers) {
    super(scratch, form, 1, "no member"); // there is none of less than one element
    this.ofNumbers = ofNumbers;
  }

  @Override
  int adopt(RdbKey key, Database into, long at) {
    SetValue set = into.sets();
    PackedRun run = ofNumbers ? null : small.of(elements, 1, set.longestPacked(size()));
    if (run == null) {
      return Records.NONE;
    }
    RdbString name = key.name();
    return set.adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run)
        .record();
  }

  @Override
  int fill(RdbKey key, Database into, long at) throws CorruptRdbException {
    SetValue set = create(key, into);
    while (elements.nextText()) {
      if (!set.add(elements.bytes(), elements.start(), elements.length())) {
        throw new CorruptRdbException(at, "a member of a set appears twice");
      }
    }
    return set.record();
  }

  private SetValue create(RdbKey key, Database into) {
    RdbString name = key.name();
    return into.sets()
        .create(
            into, name.bytes(), name.start(), name.length(), key.expireAtMs(), ofNumbers, size());
  }
}
