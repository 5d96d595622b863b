package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Reads string values.
 *
 * <p>A long value goes from the file straight into its record, which grows in doubling strides: so
 * heap is taken for a fixed piece only, and a wrong length takes no more than arrived twice over.
 */
final class StringReader implements ValueReader {
  private static final int LONG_VALUE_BYTES = 1 << 20;

  private final RdbString value;

  StringReader(RdbString value) {
    this.value = value;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long at = in.offset();
    long length = in.lengthOrSpecial();
    if (length == RdbInput.NO_LENGTH) {
      value.readSpecial(in, at);
    } else if (length > LONG_VALUE_BYTES) {
      return loadLong(in, value.limited(at, length), key, into, records);
    } else {
      value.readRaw(in, value.limited(at, length));
    }
    return place(key, into);
  }

  private int place(RdbKey key, Database into) throws CorruptRdbException {
    RdbString name = key.name();
    int record =
        into.putString(
            name.bytes(),
            name.start(),
            name.length(),
            value.bytes(),
            value.start(),
            value.length(),
            key.expireAtMs());
    key.refuseSecond(into.replaced());
    return record;
  }

  private int loadLong(RdbInput in, int length, RdbKey key, Database into, Records records)
      throws IOException {
    value.readRaw(in, LONG_VALUE_BYTES);
    int record = place(key, into);
    for (int filled = LONG_VALUE_BYTES; filled < length; ) {
      int room = (int) Math.min(length, 2L * filled);
      record = into.resizeValue(record, room);
      in.bytes(records.segment(record), records.valueOffset(record) + filled, room - filled);
      filled = room;
    }
    return record;
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    long at = in.offset();
    long length = in.lengthOrSpecial();
    if (length == RdbInput.NO_LENGTH) {
      value.readSpecial(in, at);
    } else {
      in.skip(value.limited(at, length));
    }
  }
}
