package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes streams, as much of them as the readers of a version understand. */
final class StreamWriter implements ValueWriter {
  @Override
  public int type(Records records, int record, RdbVersion version) {
    return switch (version) {
      case V9 -> StreamForm.PLAIN.type();
      case V10 -> StreamForm.COUNTED.type();
      case V11, V12 -> StreamForm.TIMED.type();
    };
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    new StreamOutput(out, strings, records, type).write(record);
  }
}
