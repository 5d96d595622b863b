package io.lockstep.rdb;

import java.io.IOException;

/** What a module left in a file: passed over where its form tells its length (module.c). */
final class ModuleData {
  private static final int END = 0;
  private static final int SIGNED = 1;
  private static final int UNSIGNED = 2;
  private static final int FLOAT = 3;
  private static final int DOUBLE = 4;
  private static final int STRING = 5;

  private static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int NAME_LENGTH = 9;
  private static final int BITS_PER_CHARACTER = 6;
  private static final int VERSION_BITS = 10;

  private ModuleData() {}

  /** Nine characters of six bits each, above the ten bits of the version. */
  static String name(long id) {
    var name = new StringBuilder(NAME_LENGTH);
    for (int i = NAME_LENGTH - 1; i >= 0; i--) {
      int character = (int) (id >>> (VERSION_BITS + i * BITS_PER_CHARACTER)) & 0x3f;
      name.append(NAME_CHARACTERS.charAt(character));
    }
    return name.toString();
  }

  /** Passes over the auxiliary data of one module, of which the opcode has been read. */
  static void skipAux(RdbInput in, RdbString scratch) throws IOException {
    long at = in.offset();
    String module = name(in.number());
    if (in.number() != UNSIGNED) {
      throw new UnsupportedRdbException(
          at, "auxiliary data of module '" + module + "' in an unknown form");
    }
    in.number(); // when it is to be loaded: before or after the keys
    for (long part = in.number(); part != END; part = in.number()) {
      skipPart(in, scratch, part, module);
    }
  }

  private static void skipPart(RdbInput in, RdbString scratch, long part, String module)
      throws IOException {
    long at = in.offset();
    switch (Math.clamp(part, -1, STRING + 1)) {
      case SIGNED, UNSIGNED -> in.number();
      case FLOAT -> in.skip(Float.BYTES);
      case DOUBLE -> in.skip(Double.BYTES);
      case STRING -> scratch.read(in);
      default ->
          throw new UnsupportedRdbException(
              at, "auxiliary data of module '" + module + "' with an unknown part " + part);
    }
  }
}
