package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.RealRedis;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lockstep answers every line of every script as a real server does, byte by byte. */
class LockstepIT {

  private static RealRedis reference;
  private static EmbeddedNode subject;

  @BeforeAll
  static void start() {
    reference = RealRedis.start();
    subject = EmbeddedNode.start();
  }

  @AfterAll
  static void stop() {
    reference.close();
    subject.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void agreesInRespTwo(String script) {
    assertThat(Conformance.compare(script, reference, subject, 2)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void agreesInRespThree(String script) {
    assertThat(Conformance.compare(script, reference, subject, 3)).isEmpty();
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream();
  }
}
