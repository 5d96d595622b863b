package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads hashes that are one string of fields and values in turn. */
final class PackedHashLoader implements ValueReader {
  private static final int PAIR = 2;

  private final PackedString string;
  private final Elements elements;
  private final SmallElements smallElements = new SmallElements();

  PackedHashLoader(RdbString scratch, Elements form) {
    this.string = new PackedString(scratch);
    this.elements = form;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long at = in.offset();
    string.read(in, elements);
    if (elements.count() % PAIR != 0) {
      throw new CorruptRdbException(at, "a field of a hash without a value");
    }
    if (elements.count() == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    HashValue hash = into.hashes();
    PackedRun small = small(hash);
    if (small != null) {
      return hash.adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), small)
          .record();
    }
    elements.rewind();
    hash.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    while (elements.nextText()) {
      add(hash, at);
    }
    return hash.record();
  }

  private @Nullable PackedRun small(HashValue hash) {
    return smallElements.of(elements, PAIR, hash.longestPacked(elements.count() / PAIR));
  }

  private void add(HashValue hash, long at) throws CorruptRdbException {
    byte[] field = elements.copy();
    elements.nextText();
    boolean isNew =
        hash.put(field, 0, field.length, elements.bytes(), elements.start(), elements.length());
    if (!isNew) {
      throw new CorruptRdbException(at, "a field of a hash appears twice");
    }
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    string.read(in, elements);
  }
}
