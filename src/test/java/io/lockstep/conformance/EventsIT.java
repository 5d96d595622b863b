package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lockstep publishes the events of keys that a real server publishes, in their order. */
class EventsIT {

  /** These publish and subscribe on their own account, or end the connections of others. */
  private static final Set<String> UNFIT =
      Set.of("events.txt", "pubsub.txt", "connection.txt", "options.txt");

  private static RealRedis reference;
  private static EmbeddedNode lockstep;

  @BeforeAll
  static void start() {
    reference = RealRedis.start("--enable-debug-command", "yes");
    lockstep = EmbeddedNode.start();
  }

  @AfterAll
  static void stop() {
    reference.close();
    lockstep.close();
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream().filter(script -> !UNFIT.contains(script));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsMakeTheSameEvents(String script) {
    var differences = new ArrayList<String>();
    try (var expected = new Performer(reference, 2);
        var actual = new Performer(lockstep, 2);
        var events = EventTap.on(reference);
        var ours = EventTap.on(lockstep)) {
      for (var line : Script.named(script).lines()) {
        if (!line.is(Mark.RESP3)) {
          expected.perform(line);
          actual.perform(line);
          compare(line, view(line, events), view(line, ours), differences);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /** Keys that run out are found in the order of a table. */
  private static List<String> view(Line line, EventTap tap) {
    return line.is(Mark.UNORDERED) ? tap.events().stream().sorted().toList() : tap.events();
  }

  private static void compare(Line line, List<String> due, List<String> got, List<String> found) {
    if (!due.equals(got) && !line.is(Mark.SEVEN_TWO_EVENTS)) {
      found.add(
          "%d %s%n  expected %s%n  actual   %s".formatted(line.number(), line.text(), due, got));
    }
  }
}
