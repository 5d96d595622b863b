package io.lockstep.command.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.string.StringCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands on keys answer, change and propagate as Redis' do. */
class KeyCommandsTest {

  private final CommandFixture fixture =
      new CommandFixture(
          KeyCommands.TABLE,
          DatabaseCommands.TABLE,
          ObjectCommands.TABLE,
          ExpiryCommands.TABLE,
          StringCommands.TABLE);

  @AfterEach
  void close() {
    fixture.close();
  }

  private void given(String... lines) {
    for (String line : lines) {
      fixture.line(line);
    }
    fixture.propagated();
  }

  @Test
  void deletesEachKeyOnceAndPropagatesTheRequest() {
    given("SET a 1", "SET b 2");
    assertThat(fixture.line("DEL a a b c")).isEqualTo(":2\r\n");
    assertThat(fixture.propagated()).containsExactly("DEL a a b c");
  }

  @Test
  void propagatesNothingWhenNothingIsDeleted() {
    assertThat(fixture.line("UNLINK a")).isEqualTo(":0\r\n");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void deletesAnExpiredKeyByItsExpiryOnly() {
    given("SET a 1 PX 10");
    fixture.advance(11);
    assertThat(fixture.line("DEL a")).isEqualTo(":0\r\n");
    assertThat(fixture.propagated()).containsExactly("DEL a");
    assertThat(fixture.node.statistics().expiredKeys).isEqualTo(1);
  }

  @Test
  void replicaHidesAnExpiredKeyButItsMasterDeletesIt() {
    given("SET a 1 PX 10");
    fixture.advance(11);
    fixture.replication.replica = true;
    fixture.replication.linkUp = true;
    assertThat(fixture.line("EXISTS a")).isEqualTo(":0\r\n");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1\r\n");
    Client master = fixture.connect();
    master.kind(Client.Kind.MASTER);
    fixture.runAs(master, "DEL", "a");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
  }

  @Test
  void countsAKeyAsOftenAsItIsNamed() {
    given("SET a 1");
    assertThat(fixture.line("EXISTS a a b")).isEqualTo(":2\r\n");
    assertThat(fixture.line("TOUCH a b a")).isEqualTo(":2\r\n");
  }

  @Test
  void tellsTypes() {
    given("SET a 1");
    assertThat(fixture.line("TYPE a")).isEqualTo("+string\r\n");
    assertThat(fixture.line("TYPE b")).isEqualTo("+none\r\n");
  }

  @Test
  void renamesWithTheTimeOfExpiry() {
    given("SET a 1 PX 1000", "SET b 2");
    assertThat(fixture.line("RENAME a b")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("GET b")).isEqualTo("$1\r\n1\r\n");
    assertThat(fixture.line("PTTL b")).isEqualTo(":1000\r\n");
    assertThat(fixture.propagated()).containsExactly("RENAME a b");
  }

  @Test
  void renamesToItselfWithoutAChange() {
    given("SET a 1");
    assertThat(fixture.line("RENAME a a")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("RENAMENX a a")).isEqualTo(":0\r\n");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void refusesToRenameWhatIsNotThere() {
    assertThat(fixture.line("RENAME a b")).isEqualTo("-ERR no such key\r\n");
    assertThat(fixture.line("RENAMENX a a")).isEqualTo("-ERR no such key\r\n");
  }

  @Test
  void renamenxOverAnExpiredKeyDeletesThatFirst() {
    given("SET a 1", "SET b 2 PX 10");
    fixture.advance(11);
    assertThat(fixture.line("RENAMENX a b")).isEqualTo(":1\r\n");
    assertThat(fixture.propagated()).containsExactly("MULTI", "DEL b", "RENAMENX a b", "EXEC");
  }

  @Test
  void copiesToAnotherDatabase() {
    given("SET a 1 PX 1000");
    assertThat(fixture.line("COPY a b DB 3")).isEqualTo(":1\r\n");
    assertThat(fixture.line("COPY a b DB 3")).isEqualTo(":0\r\n");
    assertThat(fixture.line("COPY a b DB 3 REPLACE")).isEqualTo(":1\r\n");
    assertThat(fixture.propagated()).containsExactly("COPY a b DB 3", "COPY a b DB 3 REPLACE");
    fixture.client.database(3);
    assertThat(fixture.line("PTTL b")).isEqualTo(":1000\r\n");
  }

  @Test
  void refusesImpossibleCopies() {
    given("SET a 1");
    String sameObject = "-ERR source and destination objects are the same\r\n";
    assertThat(fixture.line("COPY a a")).isEqualTo(sameObject);
    assertThat(fixture.line("COPY a b DB 16")).isEqualTo("-ERR DB index is out of range\r\n");
    assertThat(fixture.line("COPY a b DB 99999999999"))
        .isEqualTo("-ERR value is out of range, value must between -2147483648 and 2147483647\r\n");
    assertThat(fixture.line("COPY a b DB")).isEqualTo("-ERR syntax error\r\n");
    assertThat(fixture.line("COPY a b WELL")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void movesUnlessTheKeyIsThere() {
    given("SET a 1 PX 1000");
    assertThat(fixture.line("MOVE a 0"))
        .isEqualTo("-ERR source and destination objects are the same\r\n");
    assertThat(fixture.line("MOVE a 1")).isEqualTo(":1\r\n");
    assertThat(fixture.line("MOVE a 1")).isEqualTo(":0\r\n");
    given("SET a 2");
    assertThat(fixture.line("MOVE a 1")).isEqualTo(":0\r\n");
    fixture.client.database(1);
    assertThat(fixture.line("PTTL a")).isEqualTo(":1000\r\n");
  }

  @Test
  void swapsDatabases() {
    given("SET a 1");
    assertThat(fixture.line("SWAPDB 0 2")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(fixture.propagated()).containsExactly("SWAPDB 0 2");
    assertThat(fixture.line("SWAPDB x 2")).isEqualTo("-ERR invalid first DB index\r\n");
    assertThat(fixture.line("SWAPDB 2 x")).isEqualTo("-ERR invalid second DB index\r\n");
    assertThat(fixture.line("SWAPDB 0 16")).isEqualTo("-ERR DB index is out of range\r\n");
  }

  @Test
  void propagatesFlushesEvenOfNothing() {
    assertThat(fixture.line("FLUSHDB")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("FLUSHALL async")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("FLUSHALL SYNC ASYNC")).isEqualTo("-ERR syntax error\r\n");
    assertThat(fixture.propagated()).containsExactly("FLUSHDB", "FLUSHALL async");
  }

  @Test
  void flushesOneDatabaseOrAll() {
    given("SET a 1");
    fixture.client.database(1);
    given("SET b 1", "FLUSHDB");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
    fixture.client.database(0);
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1\r\n");
    given("FLUSHALL");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
  }

  @Test
  void tellsEncodings() {
    given("SET n 12345", "SET e " + "x".repeat(44), "SET r " + "x".repeat(45), "SET a 1");
    given("APPEND a 2");
    assertThat(fixture.line("OBJECT ENCODING n")).isEqualTo("$3\r\nint\r\n");
    assertThat(fixture.line("OBJECT ENCODING e")).isEqualTo("$6\r\nembstr\r\n");
    assertThat(fixture.line("OBJECT ENCODING r")).isEqualTo("$3\r\nraw\r\n");
    assertThat(fixture.line("OBJECT ENCODING a")).isEqualTo("$3\r\nraw\r\n");
    assertThat(fixture.line("OBJECT ENCODING none")).isEqualTo("$-1\r\n");
  }

  @Test
  void tellsIdleTimeAndForgetsItWhenTouched() {
    given("SET a 1");
    fixture.advance(5_000);
    assertThat(fixture.line("OBJECT IDLETIME a")).isEqualTo(":5\r\n");
    fixture.line("EXISTS a");
    assertThat(fixture.line("OBJECT IDLETIME a")).isEqualTo(":5\r\n");
    fixture.line("TOUCH a");
    assertThat(fixture.line("OBJECT IDLETIME a")).isEqualTo(":0\r\n");
  }

  @Test
  void tellsFrequencyOnlyUnderSuchAPolicy() {
    given("SET a 1");
    assertThat(fixture.line("OBJECT FREQ a")).startsWith("-ERR An LFU maxmemory policy is not");
    fixture.node.parameters().put(DataParameters.MAXMEMORY_POLICY, "allkeys-lfu");
    given("SET b 1");
    assertThat(fixture.line("OBJECT FREQ b")).isEqualTo(":5\r\n");
    assertThat(fixture.line("OBJECT IDLETIME b")).startsWith("-ERR An LFU maxmemory policy is sel");
  }

  @Test
  void tellsReferencesAndHelp() {
    given("SET a 9999", "SET b 10000");
    assertThat(fixture.line("OBJECT REFCOUNT a")).isEqualTo(":2147483647\r\n");
    assertThat(fixture.line("OBJECT REFCOUNT b")).isEqualTo(":1\r\n");
    assertThat(fixture.line("OBJECT HELP")).startsWith("*15\r\n+OBJECT <subcommand>");
    assertThat(fixture.line("OBJECT WHAT"))
        .isEqualTo("-ERR unknown subcommand 'WHAT'. Try OBJECT HELP.\r\n");
  }

  @Test
  void keepsTheSumOfFloatsAsText() {
    fixture.line("SET f 3");
    fixture.line("INCRBYFLOAT f 1");
    assertThat(fixture.line("OBJECT ENCODING f")).isEqualTo("$6\r\nembstr\r\n");
    fixture.line("COPY f g");
    assertThat(fixture.line("OBJECT ENCODING g")).isEqualTo("$6\r\nembstr\r\n");
    fixture.line("INCR f");
    assertThat(fixture.line("OBJECT ENCODING f")).isEqualTo("$3\r\nint\r\n");
  }

  @Test
  void flushGivesItsMemoryBackAtOnceWhenAsked() {
    fixture.line("SET k v");
    fixture.line("SELECT 1");
    fixture.line("SET other v");
    long bytes = fixture.node.keyspace().bytesInUse();
    fixture.line("SELECT 0");
    assertThat(fixture.line("FLUSHDB SYNC")).isEqualTo("+OK\r\n");
    assertThat(fixture.node.keyspace().bytesInUse()).isLessThan(bytes);
    assertThat(fixture.node.keyspace().bytesRetired()).isZero();
  }
}
