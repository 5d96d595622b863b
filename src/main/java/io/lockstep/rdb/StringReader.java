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
    int length = begin(in);
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
    return length > value.length() ? loadRest(in, length, record, into, records) : record;
  }

  /** Reads a value, or the first piece of a long one that is not compressed; returns its length. */
  private int begin(RdbInput in) throws IOException {
    long at = in.offset();
    long announced = in.lengthOrSpecial();
    if (announced == RdbInput.NO_LENGTH) {
      value.readSpecial(in, at);
      return value.length();
    }
    int length = value.limited(at, announced);
    value.readRaw(in, Math.min(length, LONG_VALUE_BYTES));
    return length;
  }

  private static int loadRest(RdbInput in, int length, int begun, Database into, Records records)
      throws IOException {
    int record = begun;
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
