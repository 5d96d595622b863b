package io.lockstep.conformance;

import io.lockstep.interop.PeerServer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What two masters tell their replicas of the same commands, compared by {@link StreamRule}s. */
final class StreamDuel implements AutoCloseable {

  private static final Pattern TIME = Pattern.compile("(\\d{13,16})(-\\d+)?");
  private static final long TOLERANCE_MS = 60_000;

  private final StreamTap expected;
  private final StreamTap actual;

  StreamDuel(PeerServer reference, PeerServer subject) {
    expected = StreamTap.on(reference);
    actual = StreamTap.on(subject);
  }

  /** Where the streams since the last time differ, if they do. */
  Optional<String> difference() {
    return difference(StreamRule.ALWAYS);
  }

  /** As {@link #difference()}, under these rules. */
  Optional<String> difference(List<StreamRule> rules) {
    var wanted = view(expected, rules);
    var got = view(actual, rules);
    return areAlike(wanted, got)
        ? Optional.empty()
        : Optional.of("%n  expected %s%n  actual   %s".formatted(wanted, got));
  }

  private static List<Effect> view(StreamTap stream, List<StreamRule> rules) {
    var view = stream.effects();
    for (var rule : rules) {
      view = rule.view(view);
    }
    return view;
  }

  private static boolean areAlike(List<Effect> wanted, List<Effect> got) {
    boolean alike = wanted.size() == got.size();
    for (int i = 0; alike && i < wanted.size(); i++) {
      alike =
          wanted.get(i).database() == got.get(i).database()
              && areAlikeWords(wanted.get(i).words(), got.get(i).words());
    }
    return alike;
  }

  private static boolean areAlikeWords(List<String> wanted, List<String> got) {
    boolean alike = wanted.size() == got.size();
    for (int i = 0; alike && i < wanted.size(); i++) {
      alike = wanted.get(i).equals(got.get(i)) || areNear(wanted.get(i), got.get(i));
    }
    return alike;
  }

  /** Times that both servers have taken from the clock. */
  private static boolean areNear(String wanted, String got) {
    var one = TIME.matcher(wanted);
    var other = TIME.matcher(got);
    return one.matches()
        && other.matches()
        && Math.abs(Long.parseLong(one.group(1)) - Long.parseLong(other.group(1))) < TOLERANCE_MS;
  }

  @Override
  public void close() {
    expected.close();
    actual.close();
  }
}
