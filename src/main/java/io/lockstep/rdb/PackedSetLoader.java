package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads sets that are one string of members. */
final class PackedSetLoader implements ValueReader {
  private final PackedString string;
  private final Elements elements;
  private final SmallElements smallElements = new SmallElements();
  private final boolean ofNumbers;

  /** ofNumbers tells whether the form can hold nothing else. */
  PackedSetLoader(RdbString scratch, Elements form, boolean ofNumbers) {
    this.string = new PackedString(scratch);
    this.elements = form;
    this.ofNumbers = ofNumbers;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long at = in.offset();
    string.read(in, elements);
    if (elements.count() == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    PackedRun small = small(into.sets());
    if (small != null) {
      RdbString name = key.name();
      return into.sets()
          .adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), small)
          .record();
    }
    elements.rewind();
    SetValue set = create(key, into);
    while (elements.nextText()) {
      if (!set.add(elements.bytes(), elements.start(), elements.length())) {
        throw new CorruptRdbException(at, "a member of a set appears twice");
      }
    }
    return set.record();
  }

  private @Nullable PackedRun small(SetValue set) {
    return ofNumbers ? null : smallElements.of(elements, 1, set.longestPacked(elements.count()));
  }

  private SetValue create(RdbKey key, Database into) {
    RdbString name = key.name();
    return into.sets()
        .create(
            into,
            name.bytes(),
            name.start(),
            name.length(),
            key.expireAtMs(),
            ofNumbers,
            elements.count());
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    string.read(in, elements);
  }
}
