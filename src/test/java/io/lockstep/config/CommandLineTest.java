package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void isSpringsWithoutArgumentsAndWithDottedNames() {
    assertThat(CommandLine.isSprings()).isTrue();
    assertThat(CommandLine.isSprings("--spring.profiles.active=pair", "--debug")).isTrue();
    assertThat(CommandLine.isSprings("--lockstep.port=6390", "--server.port=0")).isTrue();
  }

  @Test
  void isRedisInTheFormOfRedisServer() {
    assertThat(CommandLine.isSprings("/etc/redis/redis.conf")).isFalse();
    assertThat(CommandLine.isSprings("-")).isFalse();
    assertThat(CommandLine.isSprings("--version")).isFalse();
    assertThat(CommandLine.isSprings("--port", "6390", "--replicaof", "127.0.0.1 6379")).isFalse();
    assertThat(CommandLine.isSprings("conf/a.conf", "--lockstep.port=1")).isFalse();
  }
}
