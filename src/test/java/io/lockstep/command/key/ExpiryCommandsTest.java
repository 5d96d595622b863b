package io.lockstep.command.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.parameter.ReplicationParameters;
import io.lockstep.command.string.StringCommands;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of expiry are set, told and propagated as by Redis. */
class ExpiryCommandsTest {

  private static final long NOW = CommandFixture.START_MS;

  private final CommandFixture fixture =
      new CommandFixture(
          KeyCommands.TABLE,
          DatabaseCommands.TABLE,
          ExpiryCommands.TABLE,
          ScanCommands.TABLE,
          StringCommands.TABLE);

  @BeforeEach
  void setKey() {
    fixture.line("SET k v");
    fixture.propagated();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void propagatesTheMomentNotTheDuration() {
    fixture.line("EXPIRE k 10");
    fixture.line("PEXPIRE k 10");
    fixture.line("EXPIREAT k 9999999999");
    fixture.line("pexpireat k 9999999999999");
    assertThat(fixture.propagated())
        .containsExactly(
            "PEXPIREAT k " + (NOW + 10_000),
            "PEXPIREAT k " + (NOW + 10),
            "PEXPIREAT k 9999999999000",
            "pexpireat k 9999999999999");
  }

  @Test
  void keepsOptionsWhenItPropagates() {
    fixture.line("EXPIRE k 10 nx");
    assertThat(fixture.propagated()).containsExactly("PEXPIREAT k " + (NOW + 10_000) + " nx");
  }

  @Test
  void deletesAtOnceWhatIsPast() {
    assertThat(fixture.line("EXPIRE k 0")).isEqualTo(":1\r\n");
    assertThat(fixture.line("EXISTS k")).isEqualTo(":0\r\n");
    assertThat(fixture.propagated()).containsExactly("DEL k");
  }

  @Test
  void deletesLazilyWhenTold() {
    fixture.node.parameters().put(DataParameters.LAZYFREE_LAZY_EXPIRE, true);
    fixture.line("PEXPIREAT k 1");
    assertThat(fixture.propagated()).containsExactly("UNLINK k");
  }

  @Test
  void replicaDoesNotDeleteWhatIsPast() {
    fixture.replication.replica = true;
    Client master = fixture.connect();
    master.kind(Client.Kind.MASTER);
    fixture.runAs(master, "PEXPIREAT", "k", "1");
    fixture.replication.replica = false;
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1\r\n");
    assertThat(fixture.line("EXISTS k")).isEqualTo(":0\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "NX,0", "XX,1", "GT,0", "LT,1", "XX GT,0", "XX LT,1",
  })
  void obeysOptionsWhenALaterTimeIsSet(String options, int changed) {
    fixture.line("EXPIRE k 100");
    assertThat(fixture.line("EXPIRE k 50 " + options)).isEqualTo(":" + changed + "\r\n");
    assertThat(fixture.line("TTL k")).isEqualTo(changed == 1 ? ":50\r\n" : ":100\r\n");
  }

  @ParameterizedTest
  @CsvSource({"NX,1", "XX,0", "GT,0", "LT,1"})
  void obeysOptionsWhenNoTimeIsSet(String option, int changed) {
    assertThat(fixture.line("EXPIRE k 50 " + option)).isEqualTo(":" + changed + "\r\n");
  }

  @Test
  void refusesOptionsThatContradict() {
    assertThat(fixture.line("EXPIRE k 1 NX XX"))
        .isEqualTo("-ERR NX and XX, GT or LT options at the same time are not compatible\r\n");
    assertThat(fixture.line("EXPIRE k 1 GT LT"))
        .isEqualTo("-ERR GT and LT options at the same time are not compatible\r\n");
    assertThat(fixture.line("EXPIRE k x WELL")).isEqualTo("-ERR Unsupported option WELL\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRE,9223372036854775",
    "EXPIRE,-9223372036854776",
    "PEXPIRE,9223372036854775807",
    "EXPIREAT,9223372036854776",
  })
  void refusesTimesOutOfRange(String command, String time) {
    assertThat(fixture.line(command + " k " + time))
        .isEqualTo(
            "-ERR invalid expire time in '" + command.toLowerCase(Locale.ROOT) + "' command\r\n");
  }

  @Test
  void refusesWhatIsNoNumberBeforeItLooksForTheKey() {
    assertThat(fixture.line("EXPIRE none x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(fixture.line("EXPIRE none 10")).isEqualTo(":0\r\n");
  }

  @Test
  void tellsTimes() {
    fixture.line("PEXPIRE k 1500");
    assertThat(fixture.line("PTTL k")).isEqualTo(":1500\r\n");
    assertThat(fixture.line("TTL k")).isEqualTo(":2\r\n");
    assertThat(fixture.line("PEXPIRETIME k")).isEqualTo(":" + (NOW + 1500) + "\r\n");
    assertThat(fixture.line("EXPIRETIME k")).isEqualTo(":" + (NOW + 2000) / 1000 + "\r\n");
    assertThat(fixture.line("TTL none")).isEqualTo(":-2\r\n");
  }

  @Test
  void persists() {
    fixture.line("EXPIRE k 100");
    fixture.propagated();
    assertThat(fixture.line("PERSIST k")).isEqualTo(":1\r\n");
    assertThat(fixture.line("PERSIST k")).isEqualTo(":0\r\n");
    assertThat(fixture.line("TTL k")).isEqualTo(":-1\r\n");
    assertThat(fixture.propagated()).containsExactly("PERSIST k");
  }

  @Test
  void activeExpiryDeletesAndPropagatesEachOnItsOwn() {
    fixture.line("SET a 1 PX 10");
    fixture.line("SET b 1 PX 10");
    fixture.advance(11);
    fixture.node.refreshNow();
    fixture.propagated();
    assertThat(fixture.node.activeExpiry().cycle(1000)).isEqualTo(2);
    assertThat(fixture.propagated()).containsExactlyInAnyOrder("DEL a", "DEL b");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1\r\n");
    assertThat(fixture.node.statistics().expiredKeys).isEqualTo(2);
  }

  @Test
  void activeExpiryRestsOnReplicasInPausesAndWhenTold() {
    fixture.line("SET a 1 PX 10");
    fixture.advance(11);
    fixture.node.refreshNow();
    fixture.replication.replica = true;
    assertThat(fixture.node.activeExpiry().cycle(1000)).isZero();
    fixture.replication.replica = false;
    fixture.node.pause().until(fixture.node.nowMs() + 1000, false, fixture.node.nowMs());
    assertThat(fixture.node.activeExpiry().cycle(1000)).isZero();
    fixture.node.pause().end();
    fixture.node.settings().activeExpire = false;
    assertThat(fixture.node.activeExpiry().cycle(1000)).isZero();
  }

  @Test
  void scanDeletesWhatHasRunOutWithoutATransaction() {
    fixture.line("SET a 1 PX 10");
    fixture.line("SET b 1 PX 10");
    fixture.advance(11);
    fixture.propagated();
    assertThat(fixture.line("SCAN 0")).isEqualTo("*2\r\n$1\r\n0\r\n*1\r\n$1\r\nk\r\n");
    assertThat(fixture.propagated()).containsExactlyInAnyOrder("DEL a", "DEL b");
  }

  @Test
  void writableReplicaDeletesWhatItsOwnClientsMadeVolatile() {
    fixture.line("PEXPIRE k 10"); // the master's own: its end is the master's word
    fixture.replication.replica = true;
    fixture.node.parameters().put(ReplicationParameters.REPLICA_READ_ONLY, false);
    fixture.line("SET own v PX 10");
    fixture.line("SET kept v PX 10");
    fixture.line("PERSIST kept");
    fixture.advance(11);
    assertThat(fixture.node.activeExpiry().cycle(100)).isEqualTo(1);
    assertThat(fixture.line("DBSIZE")).isEqualTo(":2\r\n");
    assertThat(fixture.line("EXISTS kept")).isEqualTo(":1\r\n");
  }

  @Test
  void writableReplicaDeletesWhatHasRunOutBeforeAWrite() {
    fixture.line("PEXPIRE k 10");
    fixture.replication.replica = true;
    fixture.node.parameters().put(ReplicationParameters.REPLICA_READ_ONLY, false);
    fixture.advance(11);
    assertThat(fixture.line("GET k")).isEqualTo("$-1\r\n");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":1\r\n");
    assertThat(fixture.line("PEXPIRE k 10")).isEqualTo(":0\r\n");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(fixture.node.statistics().expiredKeys).isEqualTo(1);
  }

  @Test
  void tellsTheLastMomentThereIs() {
    fixture.line("PEXPIREAT k 9223372036854775807");
    assertThat(fixture.line("EXPIRETIME k")).isEqualTo(":9223372036854776\r\n");
  }
}
