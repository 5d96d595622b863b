package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
          "arity.txt",
          "lists.txt",
          "hashes.txt",
          "sets.txt",
          "sorted-sets.txt",
          "streams.txt",
          "stream-groups.txt",
          "geo.txt",
          "sort.txt",
          "hyperloglogs.txt",
          "dumps.txt",
          "encodings.txt",
          "blocking.txt",
          "arity-of-types.txt",
          "keys-of-commands.txt",
          "propagation.txt",
          "options.txt");

  /** The grammars that random commands are drawn from. */
  public static final List<String> GRAMMARS =
      List.of(
          "random.txt",
          "random-list.txt",
          "random-hash.txt",
          "random-set.txt",
          "random-zset.txt",
          "random-stream.txt",
          "random-geo.txt",
          "random-hyperloglog.txt",
          "random-sort.txt",
          "random-mixed.txt");

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
    var reading = line.reading();
    var wanted = reading.comparable(expected.perform(line));
    if (wanted.startsWith(Performer.NO_REPLY)) {
      throw new IllegalStateException(
          "the reference gave %s at %s:%d".formatted(wanted, script, line.number()));
    }
    var got = reading.comparable(actual.perform(line));
    var due = actual.isOfSevenTwo() ? inSevenTwo(reading).orElse(wanted) : wanted;
    return due.equals(got)
        ? Optional.empty()
        : Optional.of(new Difference(script, line.number(), line.text(), due, got));
  }

  private static Optional<String> inSevenTwo(Reading reading) {
    return Optional.ofNullable(reading.sevenTwo())
        .map(reply -> reading.comparable(reply.getBytes(ISO_8859_1)));
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }
}
