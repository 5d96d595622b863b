package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes streams, as much of them as the readers of a version understand. */
final class StreamWriter implements ValueWriter {
  private final StreamOutput output;
  private final StreamForm form;

  StreamWriter(
      RdbOutput out,
      RdbStringWriter strings,
      PackOutput packs,
      Records records,
      RdbVersion version) {
    this.output = new StreamOutput(out, strings, packs, records);
    this.form =
        switch (version) {
          case V9 -> StreamForm.PLAIN;
          case V10 -> StreamForm.COUNTED;
          case V11, V12 -> StreamForm.TIMED;
        };
  }

  @Override
  public int type(int record) {
    return form.type();
  }

  @Override
  public void write(int record, int type) throws IOException {
    output.write(record, type);
  }
}
