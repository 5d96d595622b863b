package io.lockstep.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.debug.DebugCommands;
import io.lockstep.command.key.DatabaseCommands;
import io.lockstep.command.key.ExpiryCommands;
import io.lockstep.command.key.KeyCommands;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.parameter.ReplicationParameters;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.string.StringCommands;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data stays under maxmemory, and replicas hear of each key that goes. */
class MemoryGuardTest {

  private static final String OOM = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";

  private final CommandFixture fixture =
      new CommandFixture(
          DebugCommands.TABLE,
          StringCommands.TABLE,
          DatabaseCommands.TABLE,
          KeyCommands.TABLE,
          ExpiryCommands.TABLE);

  @BeforeEach
  void allowDebug() {
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void policy(String policy) {
    fixture.node.parameters().put(DataParameters.MAXMEMORY_POLICY, policy);
  }

  /** Allows some percent of what is used now. */
  private void limit(int percent) {
    long bytes = fixture.node.memoryGuard().usedBytes() * percent / 100;
    fixture.node.parameters().put(DataParameters.MAXMEMORY, bytes);
  }

  @Test
  void refusesWritesWithoutEviction() {
    fixture.line("SET a 1");
    limit(50);
    assertThat(fixture.line("SET b 1")).isEqualTo(OOM);
    assertThat(fixture.line("GET a")).isEqualTo("$1\r\n1\r\n");
    assertThat(fixture.line("DEL a")).isEqualTo(":1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noeviction", "allkeys-lru", "allkeys-random", "volatile-ttl"})
  void refusesWritesUnderALimitThatNothingFitsIn(String policy) {
    policy(policy);
    fixture.node.parameters().put(DataParameters.MAXMEMORY, 1L);
    assertThat(fixture.line("SET a 1")).isEqualTo(OOM);
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(fixture.line("GET a")).isEqualTo("$-1\r\n");
  }

  @Test
  void refusesWritesOnceEvictionHasTakenTheLastKey() {
    policy("allkeys-lru");
    fixture.line("SET a 1");
    fixture.node.parameters().put(DataParameters.MAXMEMORY, 1L);
    assertThat(fixture.line("SET b 1")).isEqualTo(OOM);
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(fixture.node.statistics().evictedKeys).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lru", "allkeys-lfu", "allkeys-random"})
  void evictsAnyKeyUntilTheDataFits(String policy) {
    policy(policy);
    fixture.line("DEBUG POPULATE 1000 key 100");
    limit(90);
    fixture.propagated();
    assertThat(fixture.line("SET new 1")).isEqualTo("+OK\r\n");
    long evicted = fixture.node.statistics().evictedKeys;
    assertThat(evicted).isBetween(50L, 200L);
    List<String> propagated = fixture.propagated();
    assertThat(propagated).hasSize((int) evicted + 1).endsWith("SET new 1");
    assertThat(propagated.subList(0, (int) evicted)).allMatch(line -> line.startsWith("DEL key:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"})
  void evictsOnlyVolatileKeysIfSoTold(String policy) {
    policy(policy);
    fixture.line("DEBUG POPULATE 1000 key 100");
    fixture.line("SET a 1 EX 100");
    fixture.line("SET b 1 EX 100");
    limit(50);
    assertThat(fixture.line("SET new 1")).startsWith("-OOM");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1000\r\n");
  }

  @Test
  void spendsNoMoreThanItsEffortAtOnce() {
    policy("allkeys-random");
    fixture.node.parameters().put(DataParameters.MAXMEMORY_EVICTION_TENACITY, 1L);
    fixture.line("DEBUG POPULATE 1000 key 100");
    limit(50);
    assertThat(fixture.line("SET new 1")).isEqualTo("+OK\r\n");
    assertThat(fixture.node.statistics().evictedKeys).isEqualTo(20);
  }

  @Test
  void replicaLeavesItToItsMaster() {
    policy("allkeys-random");
    fixture.line("DEBUG POPULATE 1000 key 100");
    limit(50);
    fixture.replication.replica = true;
    assertThat(fixture.node.memoryGuard().makeRoom()).isTrue();
    assertThat(fixture.node.statistics().evictedKeys).isZero();
    fixture.node.parameters().put(ReplicationParameters.REPLICA_IGNORE_MAXMEMORY, false);
    fixture.node.memoryGuard().makeRoom();
    assertThat(fixture.node.statistics().evictedKeys).isPositive();
  }

  @Test
  void takesBackWhatWasFlushedBeforeItEvicts() {
    policy("allkeys-random");
    fixture.client.database(1);
    fixture.line("DEBUG POPULATE 1000 key 100");
    fixture.client.database(0);
    fixture.line("SET a 1");
    limit(50);
    fixture.client.database(1);
    fixture.node.emptyDatabase(1);
    assertThat(fixture.node.memoryGuard().makeRoom()).isTrue();
    assertThat(fixture.node.statistics().evictedKeys).isZero();
  }
}
