package io.lockstep.resp;

import java.util.LinkedHashMap;
import java.util.Map;

/** Frames that end in a protocol error, with its text. */
final class MalformedFrames {
  static final Map<String, String> ERRORS = new LinkedHashMap<>();
  private static final String COUNT = "invalid multibulk length";
  private static final String LENGTH = "invalid bulk length";

  static {
    for (String count : new String[] {"", "x", "-", "-0", "01", "+1", " 1", "1 ", "2147483648"}) {
      ERRORS.put("*" + count + "\r\n", COUNT);
    }
    ERRORS.put("*9223372036854775808\r\n", COUNT);
    ERRORS.put("*-9223372036854775809\r\n", COUNT);
    ERRORS.put("*100000000000000000000\r\n", COUNT);
    ERRORS.put("*1\n$4\r\n", COUNT);
    for (String length : new String[] {"", "x", "-1", "-0", "04", "+4", "4 ", "536870913"}) {
      ERRORS.put("*1\r\n$" + length + "\r\n", LENGTH);
    }
    ERRORS.put("*1\r\n$9223372036854775807\r\n", LENGTH);
    ERRORS.put("*1\r\n$18446744073709551616\r\n", LENGTH);
    ERRORS.put("*1\r\nx\r\n", "expected '$', got 'x'");
    ERRORS.put("*1\r\n*1\r\n", "expected '$', got '*'");
    ERRORS.put("*1\r\n\u00e9\r\n", "expected '$', got '\u00e9'");
    ERRORS.put("*1\r\n\r\n", "expected '$', got ' '");
    ERRORS.put("*1\r\n\n$4\r\n", "expected '$', got ' '");
    ERRORS.put("*3\r\n$3\r\nSET\r\n$1\r\nx\r\nfooz\r\n", "expected '$', got 'f'");
    ERRORS.put("\"a\r\n", "unbalanced quotes in request");
    ERRORS.put("'a' 'b'c\r\n", "unbalanced quotes in request");
    ERRORS.put("SET key \"value\\\"\r\n", "unbalanced quotes in request");
    ERRORS.put("x".repeat(65537), "too big inline request");
    ERRORS.put("*" + "1".repeat(65536), "too big mbulk count string");
    ERRORS.put("*1\r\n$" + "1".repeat(65536), "too big bulk count string");
    ERRORS.put("*1\r\nx" + "1".repeat(65536), "too big bulk count string");
  }

  private MalformedFrames() {}
}
