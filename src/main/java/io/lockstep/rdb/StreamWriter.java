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
    this.form = form(version);
  }

  private static StreamForm form(RdbVersion version) {
    return switch (version) {
      case V2, V3, V4, V5, V6, V7, V8 ->
          throw new IllegalStateException("Version " + version.number() + " has no streams.");
      case V9 -> StreamForm.PLAIN;
      case V10 -> StreamForm.COUNTED;
      case V11, V12, VALKEY_80 -> StreamForm.TIMED;
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
