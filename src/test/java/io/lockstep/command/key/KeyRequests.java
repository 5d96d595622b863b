package io.lockstep.command.key;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random requests about a few keys, right and wrong, whose answers no two clocks can tell apart.
 */
final class KeyRequests {

  private static final String[] VALUES = {"x", "123456", "y".repeat(50), ""};
  private static final String[] OPTIONS = {"NX", "XX", "GT", "LT", "WELL"};

  private final SplittableRandom random;
  private final Set<Long> usedTimes = new HashSet<>();

  KeyRequests(SplittableRandom random) {
    this.random = random;
  }

  /** A request; in a transaction, none whose answer has an order of its own. */
  String[] next(boolean inTransaction) {
    String line =
        switch (random.nextInt(inTransaction ? 27 : 32)) {
          case 0, 1, 2, 3 -> "SET " + key() + " " + value();
          case 4 -> "SET " + key() + " " + value() + " EX " + time();
          case 5 -> "DEL " + key() + " " + key();
          case 6 -> "UNLINK " + key();
          case 7 -> "EXISTS " + key() + " " + key();
          case 8 -> "TOUCH " + key() + " " + key();
          case 9 -> "TYPE " + key();
          case 10 -> "RENAME " + key() + " " + key();
          case 11 -> "RENAMENX " + key() + " " + key();
          case 12 -> "COPY " + key() + " " + key() + copyOptions();
          case 13 -> "MOVE " + key() + " " + database();
          case 14 -> "DBSIZE";
          case 15 -> "OBJECT " + pick("ENCODING", "FREQ", "WELL") + " " + key();
          case 16, 17, 18 -> expire();
          case 19 -> pick("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME") + " " + key();
          case 20 -> "PERSIST " + key();
          case 21 -> "GET " + key();
          case 22 -> "DEBUG DIGEST-VALUE " + key() + " " + key();
          case 23 -> "EXEC";
          case 24 -> rarely("DISCARD", "EXEC");
          case 25 -> rarely("SWAPDB " + database() + " " + database(), "DBSIZE");
          case 26 -> rarely(pick("FLUSHDB", "FLUSHALL", "FLUSHALL WELL"), "UNWATCH");
          case 27 -> "MULTI";
          case 28, 29 -> "WATCH " + key() + " " + key();
          case 30 -> "SCAN 0 COUNT 1000 MATCH " + pattern();
          default -> "KEYS " + pattern();
        };
    return line.split(" ", -1);
  }

  /** One of the first databases. */
  int database() {
    return random.nextInt(4);
  }

  /** Happens once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private String key() {
    return "k" + random.nextInt(8);
  }

  private String value() {
    return pick(VALUES);
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String rarely(String line, String otherwise) {
    return oneIn(4) ? line : otherwise;
  }

  private String pattern() {
    return pick("*", "k?", "k[0-3]", "k[^0-3]", "*7", "k1", "x*", "[");
  }

  private String copyOptions() {
    return switch (random.nextInt(6)) {
      case 0 -> " REPLACE";
      case 1 -> " DB " + database();
      case 2 -> " REPLACE DB " + database();
      case 3 -> " DB 99";
      case 4 -> oneIn(3) ? " DB" : "";
      default -> "";
    };
  }

  private String expire() {
    String options = oneIn(2) ? "" : " " + pick(OPTIONS) + (oneIn(4) ? " " + pick(OPTIONS) : "");
    String verb =
        switch (random.nextInt(6)) {
          case 0 -> "EXPIRE " + key() + " " + time();
          case 1 -> "PEXPIRE " + key() + " " + time() + "000";
          case 2 -> "EXPIREAT " + key() + " " + (5_000_000_000L + time());
          case 3 -> "PEXPIREAT " + key() + " " + (5_000_000_000L + time()) + "000";
          case 4 -> "EXPIRE " + key() + " " + pick("0", "-1", "x", "9223372036854775807");
          default -> "PEXPIREAT " + key() + " " + pick("1", "0", "-5", "1.5");
        };
    return verb + options;
  }

  /** Seconds that lie so far from all others that the moment of the request does not matter. */
  private long time() {
    long time = 100_000 + random.nextLong(100_000) * 1_000;
    return usedTimes.add(time) ? time : time();
  }
}
