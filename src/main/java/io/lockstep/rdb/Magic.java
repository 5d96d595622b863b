package io.lockstep.rdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The first nine bytes of a file: whose format it is, and in which version. */
final class Magic {
  private static final String REDIS = "REDIS";
  private static final String VALKEY = "VALKEY";
  private static final int LENGTH = 9;

  private Magic() {}

  static int readVersion(RdbInput in) throws IOException {
    byte[] start = new byte[LENGTH];
    in.bytes(start, 0, LENGTH);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith(VALKEY)) {
      String version = text.substring(VALKEY.length());
      throw new UnsupportedRdbException(0, "Valkey's own format, version " + version);
    }
    if (!text.matches(REDIS + "[0-9]{4}")) {
      throw new CorruptRdbException(0, "the file does not begin with REDIS and a version");
    }
    return supported(Integer.parseInt(text.substring(REDIS.length())));
  }

  private static int supported(int version) throws UnsupportedRdbException {
    if (version < RdbVersion.OLDEST_READ || version > RdbVersion.NEWEST_READ) {
      throw new UnsupportedRdbException(
          REDIS.length(),
          "version %d; known are %d to %d"
              .formatted(version, RdbVersion.OLDEST_READ, RdbVersion.NEWEST_READ));
    }
    return version;
  }
}
