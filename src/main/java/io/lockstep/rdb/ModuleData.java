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
  private static final int CLASS_NAME_LENGTH = 4;
  private static final int CLASS_VERSION_BITS = 8;
  private static final int MAY_BE_IGNORED = 1;

  private ModuleData() {}

  /** Nine characters of six bits each, above the ten bits of the version. */
  static String name(long id) {
    return name(id, NAME_LENGTH, VERSION_BITS);
  }

  private static String name(long id, int length, int versionBits) {
    var name = new StringBuilder(length);
    for (int i = length - 1; i >= 0; i--) {
      int character = (int) (id >>> (versionBits + i * BITS_PER_CHARACTER)) & 0x3f;
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
    skipParts(in, scratch, "auxiliary data of module '" + module + "'");
  }

  /**
   * Passes over what modules attached to a key, of which the opcode has been read.
   *
   * @throws UnsupportedRdbException unless they allowed that (keymeta.c)
   */
  static void skipKeyMetadata(RdbInput in, RdbString scratch) throws IOException {
    for (long left = in.length(); left > 0; left--) {
      long at = in.offset();
      int kind = in.i32();
      String name = className(kind);
      if ((kind & MAY_BE_IGNORED) == 0) {
        throw new UnsupportedRdbException(
            at, "metadata 'META-" + name + "' of a key, which only its module reads");
      }
      skipParts(in, scratch, "metadata 'META-" + name + "' of a key");
    }
  }

  /** Four characters above eight bits of version and flags. */
  private static String className(int kind) {
    return name((long) kind & 0xffff_ff00L, CLASS_NAME_LENGTH, CLASS_VERSION_BITS);
  }

  private static void skipParts(RdbInput in, RdbString scratch, String what) throws IOException {
    long at = in.offset();
    for (long part = in.number(); part != END; part = in.number()) {
      skipPart(in, scratch, part, at, what);
      at = in.offset();
    }
  }

  private static void skipPart(RdbInput in, RdbString scratch, long part, long at, String what)
      throws IOException {
    switch (Math.clamp(part, -1, STRING + 1)) {
      case SIGNED, UNSIGNED -> in.number();
      case FLOAT -> in.skip(Float.BYTES);
      case DOUBLE -> in.skip(Double.BYTES);
      case STRING -> scratch.read(in);
      default -> throw new UnsupportedRdbException(at, what + " with an unknown part " + part);
    }
  }
}
