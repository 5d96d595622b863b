package io.lockstep.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.key.DatabaseCommands;
import io.lockstep.command.key.ExpiryCommands;
import io.lockstep.command.key.KeyCommands;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.string.StringCommands;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions run whole or not at all, and reach replicas as they ran. */
class TransactionCommandsTest {

  private static final String ABORTED = "*-1\r\n";

  private final CommandFixture fixture =
      new CommandFixture(
          TransactionCommands.TABLE,
          KeyCommands.TABLE,
          DatabaseCommands.TABLE,
          ExpiryCommands.TABLE,
          StringCommands.TABLE,
          ConnectionCommands.TABLE);

  private Client other;

  @BeforeEach
  void connectOther() {
    other = fixture.connect();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private String exec(String... lines) {
    fixture.line("MULTI");
    for (String line : lines) {
      fixture.line(line);
    }
    return fixture.line("EXEC");
  }

  private void other(String line) {
    fixture.runAs(other, line.split(" ", -1));
  }

  @Test
  void answersEachCommandInOneArray() {
    assertThat(fixture.line("MULTI")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("SET a 1")).isEqualTo("+QUEUED\r\n");
    assertThat(fixture.line("INCR a")).isEqualTo("+QUEUED\r\n");
    assertThat(fixture.line("EXEC")).isEqualTo("*2\r\n+OK\r\n:2\r\n");
    assertThat(exec()).isEqualTo("*0\r\n");
  }

  @Test
  void propagatesSeveralChangesWrapped() {
    exec("SET a 1", "GET a", "SET b 2");
    assertThat(fixture.propagated()).containsExactly("MULTI", "SET a 1", "SET b 2", "EXEC");
  }

  @Test
  void propagatesOneChangeAsItIs() {
    exec("GET a", "SET a 1", "GET a");
    assertThat(fixture.propagated()).containsExactly("SET a 1");
  }

  @Test
  void propagatesNothingOfReads() {
    exec("GET a");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void selectsInsideTheTransaction() {
    fixture.client.database(2);
    exec("SET a 1", "SET b 2");
    assertThat(fixture.propagated())
        .containsExactly("MULTI", "SELECT 2", "SET a 1", "SET b 2", "EXEC");
  }

  @Test
  void goesOnAfterAnErrorAtRunTime() {
    assertThat(exec("SET a x", "INCR a", "SET b 1"))
        .isEqualTo("*3\r\n+OK\r\n-ERR value is not an integer or out of range\r\n+OK\r\n");
    assertThat(fixture.propagated()).containsExactly("MULTI", "SET a x", "SET b 1", "EXEC");
  }

  @Test
  void runsNothingAfterAnErrorInTheQueue() {
    assertThat(exec("SET a 1", "GET"))
        .isEqualTo("-EXECABORT Transaction discarded because of previous errors.\r\n");
    assertThat(fixture.line("GET a")).isEqualTo("$-1\r\n");
    assertThat(exec("SET a 1", "NONSENSE")).startsWith("-EXECABORT");
    assertThat(fixture.line("EXEC")).isEqualTo("-ERR EXEC without MULTI\r\n");
  }

  @Test
  void abortsWhenExecItselfIsWrong() {
    fixture.line("MULTI");
    assertThat(fixture.line("EXEC x"))
        .isEqualTo(
            "-EXECABORT Transaction discarded because of:"
                + " wrong number of arguments for 'exec' command\r\n");
    assertThat(fixture.client.isInTransaction()).isFalse();
  }

  @Test
  void refusesToNestWithoutAbort() {
    fixture.line("MULTI");
    assertThat(fixture.line("MULTI")).isEqualTo("-ERR MULTI calls can not be nested\r\n");
    assertThat(fixture.line("WATCH a")).isEqualTo("-ERR WATCH inside MULTI is not allowed\r\n");
    assertThat(fixture.line("EXEC")).isEqualTo("*0\r\n");
  }

  @Test
  void discards() {
    assertThat(fixture.line("DISCARD")).isEqualTo("-ERR DISCARD without MULTI\r\n");
    fixture.line("MULTI");
    fixture.line("SET a 1");
    assertThat(fixture.line("DISCARD")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("GET a")).isEqualTo("$-1\r\n");
  }

  @Test
  void abortsWhenAWatchedKeyWasChanged() {
    fixture.line("WATCH a");
    other("SET a 1");
    assertThat(exec("SET a 2")).isEqualTo(ABORTED);
    assertThat(exec("SET a 2")).isEqualTo("*1\r\n+OK\r\n");
  }

  @Test
  void ownChangesBeforeMultiCountToo() {
    fixture.line("WATCH a");
    fixture.line("SET a 1");
    assertThat(exec("GET a")).isEqualTo(ABORTED);
  }

  @Test
  void ignoresReadsOtherKeysAndOtherDatabases() {
    fixture.line("WATCH a");
    other("GET a");
    other("SET b 1");
    other("DEL a");
    other.database(1);
    other("SET a 1");
    assertThat(exec("GET a")).isEqualTo("*1\r\n$-1\r\n");
  }

  @Test
  void unwatchForgets() {
    fixture.line("WATCH a");
    fixture.line("UNWATCH");
    other("SET a 1");
    assertThat(exec("GET a")).isEqualTo("*1\r\n$1\r\n1\r\n");
    assertThat(fixture.node.watches().isEmpty()).isTrue();
  }

  @Test
  void abortsWhenAWatchedKeyHasRunOut() {
    fixture.line("SET a 1 PX 10");
    fixture.line("WATCH a");
    fixture.advance(11);
    assertThat(exec("SET b 1")).isEqualTo(ABORTED);
  }

  @Test
  void aKeyThatHadRunOutBeforeWatchDoesNotAbort() {
    fixture.line("SET a 1 PX 10");
    fixture.advance(11);
    fixture.line("WATCH a");
    other("GET a"); // deletes it
    assertThat(exec("SET b 1")).isEqualTo("*1\r\n+OK\r\n");
  }

  @Test
  void aKeyThatHadRunOutBeforeWatchAbortsWhenItIsSet() {
    fixture.line("SET a 1 PX 10");
    fixture.advance(11);
    fixture.line("WATCH a");
    other("SET a 2");
    assertThat(exec("SET b 1")).isEqualTo(ABORTED);
  }

  @Test
  void flushAbortsOnlyForKeysThatWereThere() {
    fixture.line("SET a 1");
    fixture.line("WATCH a");
    fixture.runAs(other, "WATCH", "none");
    fixture.line("FLUSHALL");
    assertThat(exec("GET a")).isEqualTo(ABORTED);
    assertThat(other.watchBroken).isFalse();
  }

  @Test
  void swapAbortsForKeysOfEitherDatabase() {
    fixture.line("WATCH a");
    other.database(1);
    other("SET a 1");
    other("SWAPDB 0 1");
    assertThat(exec("GET a")).isEqualTo(ABORTED);
  }

  @Test
  void flushOfAnExpiredKeyDoesNotAbort() {
    fixture.line("SET a 1 PX 10");
    fixture.advance(11);
    fixture.line("WATCH a");
    other("FLUSHDB");
    assertThat(exec("SET b 1")).isEqualTo("*1\r\n+OK\r\n");
  }

  @Test
  void everyChangingKeyCommandBreaksAWatch() {
    for (String line :
        List.of(
            "DEL k",
            "RENAME k x",
            "RENAME x k",
            "COPY x k REPLACE",
            "EXPIRE k 100",
            "PERSIST k",
            "MOVE k 1")) {
      other("SET k 1 EX 1000");
      other("SET x 1");
      fixture.line("WATCH k");
      other(line);
      assertThat(exec("GET k")).as(line).isEqualTo(ABORTED);
      other.database(1);
      other("DEL k");
      other.database(0);
    }
  }

  @Test
  void nullReplyIsThatOfTheProtocol() {
    fixture.client.protocol = 3;
    fixture.line("WATCH a");
    other("SET a 1");
    assertThat(exec("GET a")).isEqualTo("_\r\n");
  }

  @Test
  void queuesNothingWithoutMemory() {
    fixture.line("SET a 1");
    fixture.node.parameters().put(DataParameters.MAXMEMORY, 1L);
    fixture.line("MULTI");
    assertThat(fixture.line("GET a"))
        .isEqualTo("-OOM command not allowed when used memory > 'maxmemory'.\r\n");
    assertThat(fixture.line("DISCARD")).isEqualTo("+OK\r\n");
  }
}
