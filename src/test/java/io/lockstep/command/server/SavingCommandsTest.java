package io.lockstep.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.family.CommandFamilies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavingCommandsTest {

  private static final String IN_PROGRESS = "-ERR Background save already in progress\r\n";

  private final CommandFixture node = new CommandFixture(CommandFamilies.ALL);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void savesAndAnswersOnlyOfSuccess() {
    assertThat(node.line("SAVE")).isEqualTo("+OK\r\n");
    node.saving.succeeds = false;
    assertThat(node.line("SAVE")).isEqualTo("-ERR\r\n");
    assertThat(node.line("BGSAVE")).isEqualTo("-ERR\r\n");
  }

  @Test
  void startsInTheBackgroundAtOnceScheduledOrNot() {
    assertThat(node.line("BGSAVE")).isEqualTo("+Background saving started\r\n");
    assertThat(node.line("BGSAVE schedule")).isEqualTo("+Background saving started\r\n");
    assertThat(node.saving.asked).containsExactly("save in background", "save in background");
  }

  @Test
  void refusesOtherArguments() {
    assertThat(node.line("BGSAVE NOW")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("BGSAVE SCHEDULE SCHEDULE")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void savesOnceAtATime() {
    node.saving.inProgress = true;
    assertThat(node.line("SAVE")).isEqualTo(IN_PROGRESS);
    assertThat(node.line("BGSAVE")).isEqualTo(IN_PROGRESS);
    assertThat(node.line("BGSAVE SCHEDULE")).isEqualTo(IN_PROGRESS);
    assertThat(node.line("INFO persistence")).contains("rdb_bgsave_in_progress:1\r\n");
  }

  @Test
  void waitsForTheEndOfATransaction() {
    node.line("MULTI");
    assertThat(node.line("SAVE")).isEqualTo("-ERR Command not allowed inside a transaction\r\n");
    node.line("DISCARD");
    node.line("MULTI");
    node.line("BGSAVE");
    assertThat(node.line("EXEC")).isEqualTo("*1\r\n+Background saving scheduled\r\n");
    assertThat(node.saving.asked).containsExactly("schedule");
  }

  @Test
  void refusesWritesAndPingsWhileNothingCanBeSaved() {
    node.saving.refusing = true;
    assertThat(node.line("SET key value")).startsWith("-MISCONF Redis is configured to save");
    assertThat(node.line("PING")).startsWith("-MISCONF ");
    assertThat(node.line("GET key")).isEqualTo("$-1\r\n");
    node.line("MULTI");
    assertThat(node.line("SET key value")).startsWith("-MISCONF ");
    assertThat(node.line("EXEC")).startsWith("-EXECABORT ");
  }

  @Test
  void countsTheKeysThatAFlushDeletes() {
    node.line("MSET a 1 b 2 c 3");
    node.node.statistics().changes = 0;
    node.line("FLUSHDB");
    assertThat(node.node.statistics().changes).isEqualTo(3);
    node.line("FLUSHALL");
    assertThat(node.node.statistics().changes).isEqualTo(3);
    assertThat(node.propagated()).contains("FLUSHDB", "FLUSHALL");
    assertThat(node.saving.asked).containsExactly("emptied");
  }
}
