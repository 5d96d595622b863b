package io.lockstep.command.string;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random requests of string and bit commands: most are right, many are nearly right. */
final class StringRequests {

  static final List<String> KEYS = List.of("a", "b", "c", "d", "{e} \u00ff");
  private static final List<String> UNITS = List.of("EX", "PX", "EXAT", "PXAT", "pxat");
  private static final List<String> GARBAGE =
      List.of(
          "", "x", "-", "+1", " 1", "1 ", "01", "1.5", "9223372036854775808", "nan", "NX", "BIT");

  private final RandomGenerator random;

  StringRequests(RandomGenerator random) {
    this.random = random;
  }

  /** The next request. */
  String[] next() {
    List<String> words = new ArrayList<>(right());
    if (random.nextInt(8) == 0) {
      spoil(words);
    }
    return words.toArray(String[]::new);
  }

  private void spoil(List<String> words) {
    int i = 1 + random.nextInt(words.size() - 1);
    switch (random.nextInt(3)) {
      case 0 -> words.remove(i);
      case 1 -> words.add(i, one(GARBAGE));
      default -> words.set(i, one(GARBAGE));
    }
    if (words.size() == 1) {
      words.add(key());
    }
  }

  private List<String> right() {
    return switch (random.nextInt(32)) {
      case 0 -> List.of("GET", key());
      case 1 -> List.of("SET", key(), value());
      case 2, 3 -> set();
      case 4 -> List.of("SETNX", key(), value());
      case 5 -> List.of(one("SETEX", "PSETEX"), key(), time("PX"), value());
      case 6 -> List.of("GETSET", key(), value());
      case 7 -> List.of("GETDEL", key());
      case 8 -> getex();
      case 9 -> List.of("MGET", key(), key(), key());
      case 10 -> List.of("MSET", key(), value(), key(), value());
      case 11 -> List.of("MSETNX", key(), value(), key(), value());
      case 12 -> List.of("APPEND", key(), value());
      case 13 -> List.of("STRLEN", key());
      case 14 -> List.of("SETRANGE", key(), offset(), value());
      case 15 -> List.of(one("GETRANGE", "SUBSTR"), key(), index(), index());
      case 16 -> List.of(one("INCR", "DECR"), key());
      case 17, 18 -> List.of(one("INCRBY", "DECRBY"), key(), number());
      case 19, 20 -> List.of("INCRBYFLOAT", key(), decimal());
      case 21 -> lcs();
      case 22 -> List.of("SETBIT", key(), offset(), one("0", "1"));
      case 23 -> List.of("GETBIT", key(), offset());
      case 24 -> range("BITCOUNT", List.of());
      case 25, 26 -> range("BITPOS", List.of(one("0", "1")));
      case 27 -> List.of("BITOP", one("AND", "or", "XOR"), key(), key(), key());
      case 28 -> List.of("BITOP", "NOT", key(), key());
      case 29 -> bitfield("BITFIELD_RO", 1);
      default -> bitfield("BITFIELD", 4);
    };
  }

  private List<String> set() {
    List<String> words = new ArrayList<>(List.of("SET", key(), value()));
    for (int i = random.nextInt(4); i > 0; i--) {
      words.add(one("NX", "XX", "GET", "get", "KEEPTTL"));
    }
    if (random.nextInt(3) == 0) {
      String unit = one(UNITS);
      words.addAll(List.of(unit, time(unit)));
    }
    return words;
  }

  private List<String> getex() {
    String unit = one(UNITS);
    return switch (random.nextInt(3)) {
      case 0 -> List.of("GETEX", key());
      case 1 -> List.of("GETEX", key(), "PERSIST");
      default -> List.of("GETEX", key(), unit, time(unit));
    };
  }

  private List<String> lcs() {
    List<String> words = new ArrayList<>(List.of("LCS", key(), key()));
    for (int i = random.nextInt(3); i > 0; i--) {
      words.addAll(
          random.nextInt(3) == 0
              ? List.of("MINMATCHLEN", one("0", "1", "2", "-3"))
              : List.of(one("LEN", "IDX", "IDX", "WITHMATCHLEN")));
    }
    return words;
  }

  private List<String> range(String verb, List<String> more) {
    List<String> words = new ArrayList<>(List.of(verb, key()));
    words.addAll(more);
    if (random.nextBoolean()) {
      words.addAll(List.of(index(), index()));
      words.addAll(random.nextBoolean() ? List.of(one("BIT", "BYTE")) : List.of());
    } else if (verb.equals("BITPOS") && random.nextBoolean()) {
      words.add(index());
    }
    return words;
  }

  private List<String> bitfield(String verb, int kinds) {
    List<String> words = new ArrayList<>(List.of(verb, key()));
    for (int i = random.nextInt(4); i > 0; i--) {
      String type = one("u", "i") + (1 + random.nextInt(random.nextInt(8) == 0 ? 66 : 20));
      String at = (random.nextInt(4) == 0 ? "#" : "") + random.nextInt(100);
      words.addAll(
          switch (random.nextInt(kinds)) {
            case 0 -> List.of("GET", type, at);
            case 1 -> List.of("SET", type, at, number());
            case 2 -> List.of("INCRBY", type, at, number());
            default -> List.of("OVERFLOW", one("WRAP", "SAT", "FAIL", "fail"));
          });
    }
    return words;
  }

  // ---- words

  private String key() {
    return one(KEYS);
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> number();
      case 1 -> decimal();
      case 2 -> bytes(random.nextInt(4));
      case 3 -> bytes(random.nextInt(200));
      case 4 -> "";
      default -> letters(random.nextInt(12));
    };
  }

  private String bytes(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextInt(3) == 0 ? random.nextInt(256) : eitherOf(0, 255)));
    }
    return text.toString();
  }

  private int eitherOf(int a, int b) {
    return random.nextBoolean() ? a : b;
  }

  private String letters(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private String number() {
    return switch (random.nextInt(5)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> one("9223372036854775807", "-9223372036854775808", "0", "-1");
      default -> Integer.toString(random.nextInt(-300, 300));
    };
  }

  /** A number for INCRBYFLOAT in one of the spellings that C reads. */
  String decimal() {
    return switch (random.nextInt(9)) {
      case 0 -> Double.toString(random.nextDouble(-10, 10));
      case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(-25, 25)));
      case 2 -> random.nextInt(100) + "." + random.nextInt(1000);
      case 3 -> one(".5", "5.", "+7", "-0", "-0.0", "1e3", "1E-3", "1e17", "2e-18", "-1e-20");
      case 4 ->
          one("inf", "-Infinity", "0x1.8p3", "0x10", "1e4932", "1e-4950", "1e-4960", "1e5000");
      case 5 -> one("nan", "1e", "0x", ".", "e5", "1_0", "--1", "1e400", "3.4e38f");
      case 6 -> random.nextLong() + "." + Math.abs(random.nextLong());
      default -> number();
    };
  }

  private String offset() {
    return switch (random.nextInt(60)) {
      case 0 -> one("8388607", "8388608", "1048575", "1048576");
      case 1, 2, 3 -> one("-1", "9223372036854775807", "9223372036854775808");
      default -> Integer.toString(random.nextInt(300));
    };
  }

  private String index() {
    return switch (random.nextInt(10)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> one("9223372036854775807", "-9223372036854775808", "0", "-1");
      default -> Integer.toString(random.nextInt(-40, 40));
    };
  }

  /** A time that is long past or far ahead, or none at all. */
  private String time(String unit) {
    if (random.nextInt(6) == 0) {
      return one("0", "-5", "9223372036854775807", "9223372036854775", "x");
    }
    boolean isMoment = unit.endsWith("AT") || unit.endsWith("at");
    return isMoment ? one("1", "1000", "33177117420000") : one("100000", "4000000");
  }

  private String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
