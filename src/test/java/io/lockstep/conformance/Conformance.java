package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Performs a script on a reference and on a subject, and tells where their replies differ. */
public final class Conformance {

  /** The scripts that every server is held to. */
  public static final List<String> SCRIPTS =
      List.of(
          "strings.txt",
          "bits.txt",
          "hyperloglog.txt",
          "dump.txt",
          "keys.txt",
          "expiry.txt",
          "scan.txt",
          "connection.txt",
          "protocol.txt",
          "transactions.txt",
          "pubsub.txt",
          "events.txt",
          "arity.txt");

  /** A line whose replies differ. */
  public record Difference(
      String script, int line, String command, String expected, String actual) {
    @Override
    public String toString() {
      return "%s:%d  %s%n    expected %s%n    actual   %s"
          .formatted(script, line, command, expected, actual);
    }
  }

  private Conformance() {}

  /**
   * Empties both servers, performs the script on both, line by line, and lists the differences.
   *
   * @param protocol 2, or 3 to greet with {@code HELLO 3}
   */
  public static List<Difference> compare(
      String script, PeerServer reference, PeerServer subject, int protocol) {
    var differences = new ArrayList<Difference>();
    try (var expected = new Performer(reference, protocol);
        var actual = new Performer(subject, protocol)) {
      for (var line : Script.named(script).lines()) {
        if (!line.is(protocol == 2 ? Mark.RESP3 : Mark.RESP2)) {
          compare(script, line, expected, actual).ifPresent(differences::add);
        }
      }
    }
    return differences;
  }

  private static Optional<Difference> compare(
      String script, Line line, Performer expected, Performer actual) {
    var wanted = comparable(line, expected.perform(line));
    if (wanted.startsWith(Performer.NO_REPLY)) {
      throw new IllegalStateException(
          "the reference gave %s at %s:%d".formatted(wanted, script, line.number()));
    }
    var got = comparable(line, actual.perform(line));
    return wanted.equals(got)
        ? Optional.empty()
        : Optional.of(new Difference(script, line.number(), line.text(), wanted, got));
  }

  /** The reply as text on one line, with what the line's marks allow to differ made equal. */
  static String comparable(Line line, byte[] reply) {
    var text = new String(reply, ISO_8859_1);
    if (text.startsWith(Performer.NO_REPLY)) {
      return text;
    }
    if (line.is(Mark.TYPE)) {
      return text.substring(0, 1);
    }
    if (line.is(Mark.UNORDERED)) {
      return text.charAt(0) + String.valueOf(sorted(Reply.value(reply)));
    }
    return escaped(line.is(Mark.NORMALIZE_TTL) ? text.replaceAll(":[1-9]\\d*\r", ":N\r") : text);
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> sorted(list.stream());
      case Map<?, ?> map -> sorted(map.entrySet().stream());
      case null -> null;
      default -> value;
    };
  }

  private static List<String> sorted(Stream<?> members) {
    return members
        .map(member -> String.valueOf(sorted(member)))
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
