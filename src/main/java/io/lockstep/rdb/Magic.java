package io.lockstep.rdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The first nine bytes of a file: whose format it is, and in which version. */
final class Magic {
  private static final int LENGTH = 9;

  private Magic() {}

  /** The version, which tells the dialect as well. */
  static int readVersion(RdbInput in) throws IOException {
    byte[] start = new byte[LENGTH];
    in.bytes(start, 0, LENGTH);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    for (RdbDialect dialect : RdbDialect.values()) {
      if (text.matches(dialect.magic() + "[0-9]{" + dialect.digits() + "}")) {
        return supported(dialect, Integer.parseInt(text.substring(dialect.magic().length())));
      }
    }
    throw new CorruptRdbException(0, "the file does not begin with REDIS or VALKEY and a version");
  }

  private static int supported(RdbDialect dialect, int version) throws UnsupportedRdbException {
    if (!dialect.reads(version)) {
      throw new UnsupportedRdbException(
          dialect.magic().length(),
          "version %d of %s; known are %s".formatted(version, dialect.magic(), dialect.known()));
    }
    return version;
  }

  /** The first bytes of a file of a version. */
  static String of(int version) {
    RdbDialect dialect = RdbDialect.of(version);
    return dialect.magic() + ("%0" + dialect.digits() + "d").formatted(version);
  }
}
