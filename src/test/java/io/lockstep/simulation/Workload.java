package io.lockstep.simulation;

import java.util.ArrayList;
import java.util.List;

/** What one client sends: every command that changes strings, hashes, keys, databases or time. */
final class Workload {

  private static final int KEYS = 24;
  private static final int DATABASES = 4;
  private static final List<String> POLICIES =
      List.of("allkeys-lru", "allkeys-random", "volatile-ttl", "allkeys-lfu", "noeviction");

  private final Die die;
  private final int largestBytes;
  private boolean isInTransaction;

  Workload(Die die, int largestBytes) {
    this.die = die;
    this.largestBytes = largestBytes;
  }

  /** The client has a new connection. */
  void reconnected() {
    isInTransaction = false;
  }

  boolean isInTransaction() {
    return isInTransaction;
  }

  /** The next commands, to be sent at once. */
  List<String[]> next() {
    List<String[]> commands = new ArrayList<>();
    int throwOf = die.upTo(99);
    if (isInTransaction) {
      transaction(commands);
    } else if (throwOf < 6) {
      begin(commands);
    } else if (throwOf < 10) {
      commands.add(rare());
    } else {
      for (int i = die.upTo(3); i >= 0; i--) {
        commands.add(change());
      }
    }
    return commands;
  }

  private void begin(List<String[]> commands) {
    if (die.chance(30)) {
      commands.add(of("WATCH", key()));
    }
    commands.add(of("MULTI"));
    isInTransaction = true;
    transaction(commands);
  }

  private void transaction(List<String[]> commands) {
    for (int i = die.upTo(3); i > 0; i--) {
      commands.add(change());
    }
    if (die.chance(70)) {
      commands.add(of(die.chance(90) ? "EXEC" : "DISCARD"));
      isInTransaction = false;
    }
  }

  private String[] change() {
    return switch (die.upTo(34)) {
      case 0, 1, 2, 3, 4 -> of("SET", key(), value());
      case 5 -> of("SET", key(), value(), "PX", ms());
      case 6 -> of("PSETEX", key(), ms(), value());
      case 7 -> of("APPEND", key(), "+");
      case 8 -> of("INCRBY", "n" + die.upTo(3), number(1_000));
      case 9 -> of("INCRBYFLOAT", "f" + die.upTo(3), "0.25");
      case 10 -> of("SETRANGE", key(), number(200), "range");
      case 11 -> of("DEL", key(), key());
      case 12 -> of("UNLINK", key());
      case 13 -> of("PEXPIRE", key(), ms());
      case 14 -> of("PERSIST", key());
      case 15 -> of("RENAME", key(), key());
      case 16 -> of("RENAMENX", key(), key());
      case 17 -> of("COPY", key(), key(), "DB", database(), "REPLACE");
      case 18 -> of("MOVE", key(), database());
      case 19 -> of("MSET", key(), value(), key(), value());
      case 20 -> of("GETDEL", key());
      case 21 -> of("GETEX", key(), "PX", ms());
      case 22 -> of("SETBIT", key(), number(4_000), "1");
      case 23 -> of("BITOP", "XOR", key(), key(), key());
      case 24 -> of("SELECT", database());
      case 25 -> of("GETSET", key(), value());
      case 26, 27, 28, 29, 30, 31, 32 -> hashChange();
      default -> of("GET", key());
    };
  }

  private String[] hashChange() {
    String hash = "h" + die.upTo(2);
    return switch (die.upTo(11)) {
      case 0, 1 -> of("HSET", hash, field(), number(100), field(), number(100));
      case 2, 3, 4 -> of("HPEXPIRE", hash, ms(), "FIELDS", "3", field(), field(), field());
      case 5 -> of("HSETEX", hash, "PX", ms(), "FIELDS", "1", field(), number(100));
      case 6 -> of("HINCRBY", hash, field(), "3");
      case 7 -> of("HINCRBYFLOAT", hash, field(), "0.5");
      case 8 -> of("HSETNX", hash, field(), number(100));
      case 9 -> of("HPERSIST", hash, "FIELDS", "2", field(), field());
      case 10 -> of("HGETEX", hash, "PX", number(1), "FIELDS", "2", field(), field());
      default -> of("HDEL", hash, field(), field());
    };
  }

  private String field() {
    return "f" + die.upTo(30);
  }

  private String[] rare() {
    return switch (die.upTo(12)) {
      case 0 -> of("FLUSHDB");
      case 1 -> of(die.chance(30) ? "FLUSHALL" : "FLUSHDB");
      case 2, 3 -> of("SWAPDB", database(), database());
      case 4 -> of("CLIENT", "PAUSE", ms(), die.chance(50) ? "WRITE" : "ALL");
      case 5 -> of("EXPIRE", key(), "-1");
      case 6 -> of("CONFIG", "SET", "maxmemory-policy", die.pick(POLICIES));
      case 7 -> of("SCAN", "0", "COUNT", "100");
      case 8 -> of("RANDOMKEY");
      case 9 -> of("PEXPIREAT", key(), "1700000005000");
      case 10 -> of("CONFIG", "SET", "hash-max-listpack-entries", number(40));
      default -> of("SET", key(), "x".repeat(die.upTo(largestBytes)));
    };
  }

  private static String[] of(String... words) {
    return words;
  }

  private String key() {
    return "key:" + die.upTo(KEYS - 1);
  }

  private String database() {
    return number(DATABASES - 1);
  }

  private String ms() {
    return String.valueOf(die.between(1, 2_500));
  }

  private String number(int high) {
    return String.valueOf(die.upTo(high));
  }

  private String value() {
    return die.chance(50) ? number(1_000_000) : "value-" + "v".repeat(die.upTo(300));
  }
}
