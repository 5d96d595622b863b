package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lockstep answers every line of every script as a real server does, byte by byte. A second real
 * server does too, so that a difference is a finding and not a script's own.
 */
class ScriptsIT {

  private static RealRedis reference;
  private static RealRedis twin;
  private static EmbeddedNode lockstep;

  @BeforeAll
  static void start() {
    reference = RealRedis.start("--enable-debug-command", "yes");
    twin = RealRedis.start("--enable-debug-command", "yes");
    lockstep = EmbeddedNode.start();
  }

  @AfterAll
  static void stop() {
    reference.close();
    twin.close();
    lockstep.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void lockstepAgreesInRespTwo(String script) {
    agree(script, lockstep, 2);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void lockstepAgreesInRespThree(String script) {
    agree(script, lockstep, 3);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void twoOfAKindAgreeInRespTwo(String script) {
    agree(script, twin, 2);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void twoOfAKindAgreeInRespThree(String script) {
    agree(script, twin, 3);
  }

  private static void agree(String script, PeerServer subject, int protocol) {
    assertThat(Conformance.compare(script, reference, subject, protocol)).isEmpty();
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream();
  }
}
