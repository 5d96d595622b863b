package io.lockstep.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may differ between two servers' replies to the same command, from nothing to the most. */
enum Looseness {
  NONE,
  /** Tables have orders of their own. */
  PAIRS,
  UNORDERED,
  /** Chance chooses. */
  SHAPE,
  /** A cursor that no reply gave leads anywhere. */
  ADRIFT;

  private static final Map<String, Looseness> BY_COMMAND =
      Map.ofEntries(
          Map.entry("keys", UNORDERED),
          Map.entry("scan", UNORDERED),
          Map.entry("smembers", UNORDERED),
          Map.entry("sinter", UNORDERED),
          Map.entry("sunion", UNORDERED),
          Map.entry("sdiff", UNORDERED),
          Map.entry("spop", UNORDERED),
          Map.entry("sscan", UNORDERED),
          Map.entry("hkeys", UNORDERED),
          Map.entry("hvals", UNORDERED),
          Map.entry("hgetall", PAIRS),
          Map.entry("hscan", PAIRS),
          Map.entry("zscan", PAIRS),
          Map.entry("geosearch", UNORDERED),
          Map.entry("georadius", UNORDERED),
          Map.entry("georadius_ro", UNORDERED),
          Map.entry("georadiusbymember", UNORDERED),
          Map.entry("georadiusbymember_ro", UNORDERED),
          Map.entry("srandmember", SHAPE),
          Map.entry("hrandfield", SHAPE),
          Map.entry("zrandmember", SHAPE));

  private static final Set<String> SCANS = Set.of("sscan", "hscan", "zscan");

  static Looseness of(List<String> command) {
    var name = command.getFirst().toLowerCase(Locale.ROOT);
    int cursorAt = name.equals("scan") ? 1 : SCANS.contains(name) ? 2 : command.size();
    boolean isAdrift = cursorAt < command.size() && !command.get(cursorAt).equals("0");
    return isAdrift ? ADRIFT : BY_COMMAND.getOrDefault(name, NONE);
  }

  /** What EXEC allows when these two were queued. */
  Looseness and(Looseness other) {
    var looser = compareTo(other) < 0 ? other : this;
    return looser == PAIRS ? UNORDERED : looser;
  }

  /** The reply in the form that is compared. */
  String view(ReplyTree reply) {
    return switch (this) {
      case NONE -> reply.toString();
      case PAIRS -> reply.pairs().toString();
      case UNORDERED -> reply.unordered().toString();
      case SHAPE -> reply.shape().toString();
      case ADRIFT -> String.valueOf(reply.type());
    };
  }
}
