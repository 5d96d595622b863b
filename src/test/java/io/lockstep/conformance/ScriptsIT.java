package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.RealRedis;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts themselves: two servers of one make agree on each, so a difference is a finding. */
class ScriptsIT {

  private static RealRedis reference;
  private static RealRedis subject;

  @BeforeAll
  static void start() {
    reference = RealRedis.start();
    subject = RealRedis.start();
  }

  @AfterAll
  static void stop() {
    reference.close();
    subject.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void twoOfAKindAgreeInRespTwo(String script) {
    assertThat(Conformance.compare(script, reference, subject, 2)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void twoOfAKindAgreeInRespThree(String script) {
    assertThat(Conformance.compare(script, reference, subject, 3)).isEmpty();
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream();
  }
}
