package io.lockstep.rdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a file says besides its keys: auxiliary fields and functions, within a limit. */
final class Preamble {
  private static final long MAX_BYTES = 64L << 20;
  private static final int ENTRY_BYTES = 64; // a field costs more than its text

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<byte[]> functions = new ArrayList<>();
  private long bytes;

  /** Reads a field, whose name is returned. */
  String readField(RdbInput in, RdbString scratch) throws IOException {
    long at = in.offset();
    scratch.read(in);
    admit(at, scratch.length());
    String name = scratch.text();
    scratch.read(in);
    admit(at, scratch.length());
    fields.put(name, scratch.text());
    if (name.equals(AuxField.CHECKSUM) && scratch.text().equals(RdbChecksum.FASTER)) {
      in.sumFasterFromHere();
    }
    return name;
  }

  /** What the data took where it was written; 0 if that is not told. */
  long usedMemoryBytes() {
    return number(AuxField.USED_MEMORY).orElse(0);
  }

  void readFunction(RdbInput in, RdbString scratch) throws IOException {
    long at = in.offset();
    scratch.read(in);
    admit(at, scratch.length());
    functions.add(scratch.copy());
  }

  private void admit(long at, int length) throws CorruptRdbException {
    bytes += length + ENTRY_BYTES;
    if (bytes > MAX_BYTES) {
      throw new CorruptRdbException(
          at, "more than " + MAX_BYTES + " bytes of auxiliary fields and functions");
    }
  }

  /** The seed of the origin's table; a text that is no number is another's field. */
  OptionalLong hashSeed() {
    return number(AuxField.HASH_SEED);
  }

  private OptionalLong number(String name) {
    String text = fields.get(name);
    try {
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }

  Map<String, String> fields() {
    return fields;
  }

  List<byte[]> functions() {
    return List.copyOf(functions);
  }
}
