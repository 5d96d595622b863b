package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.RealRedis;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lockstep tells its replicas of every command what a real server tells its own. */
class PropagationIT {

  private static final String[] PATIENT = {
    "--repl-diskless-sync-delay", "0", "--repl-timeout", "3600", "--repl-ping-replica-period", "3600"
  };

  private static RealRedis reference;
  private static EmbeddedNode lockstep;

  @BeforeAll
  static void start() {
    var debug = Stream.of("--enable-debug-command", "yes");
    reference = RealRedis.start(Stream.concat(debug, Stream.of(PATIENT)).toArray(String[]::new));
    lockstep = EmbeddedNode.start(PATIENT);
  }

  @AfterAll
  static void stop() {
    reference.close();
    lockstep.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsReachReplicasAlike(String script) {
    var differences = new ArrayList<String>();
    try (var expected = new Performer(reference, 2);
        var actual = new Performer(lockstep, 2);
        var streams = new StreamDuel(reference, lockstep)) {
      for (var line : Script.named(script).lines()) {
        if (!line.is(Mark.RESP3)) {
          expected.perform(line);
          actual.perform(line);
          differenceAt(line, streams)
              .map(difference -> "%s:%d %s%s".formatted(script, line.number(), line.text(), difference))
              .ifPresent(differences::add);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static Optional<String> differenceAt(Line line, StreamDuel streams) {
    if (line.is(Mark.STREAM_LATER)) {
      return Optional.empty();
    }
    var rules = new ArrayList<>(StreamRule.ALWAYS);
    if (line.is(Mark.SHAPE)) {
      rules.add(StreamRule.MEMBERS_ARE_CHOSEN_BY_CHANCE);
    }
    if (line.is(Mark.UNORDERED)) {
      rules.add(StreamRule.KEYS_RUN_OUT_AS_THEY_ARE_FOUND);
    }
    var found = streams.difference(rules);
    return line.is(Mark.SEVEN_TWO_STREAM) ? Optional.empty() : found;
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream();
  }
}
