package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaunchFormTest {

  @Test
  void isSpringsWithoutArgumentsAndWithDottedNames() {
    assertThat(LaunchForm.isSprings()).isTrue();
    assertThat(LaunchForm.isSprings("--spring.profiles.active=pair", "--debug")).isTrue();
    assertThat(LaunchForm.isSprings("--lockstep.port=6390", "--server.port=0")).isTrue();
  }

  @Test
  void isRedisInTheFormOfRedisServer() {
    assertThat(LaunchForm.isSprings("/etc/redis/redis.conf")).isFalse();
    assertThat(LaunchForm.isSprings("-")).isFalse();
    assertThat(LaunchForm.isSprings("--version")).isFalse();
    assertThat(LaunchForm.isSprings("--port", "6390", "--replicaof", "127.0.0.1 6379")).isFalse();
    assertThat(LaunchForm.isSprings("conf/a.conf", "--lockstep.port=1")).isFalse();
  }
}
