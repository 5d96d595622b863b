package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version that a replica gets its snapshot in, and what is done where it cannot read it. */
class SnapshotVersionsTest {

  private static final int BEATS = 20;
  private static final String REFUSAL = "-ERR Hash fields have times of expiry, which RDB version ";

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final Session operator = engine.accept(new FarEnd());

  @BeforeEach
  void fill() {
    engine.send(operator, "CONFIG SET repl-diskless-sync-delay 0", "HSET h f v", "SADD s m");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void addTime() {
    engine.send(operator, "HPEXPIRE h 100000000 FIELDS 1 f");
  }

  /** What a replica reads that asks for everything after it has said this of itself. */
  private String sync(String... words) {
    FarEnd end = new FarEnd();
    ask(engine.accept(end), end, words);
    return settled(end);
  }

  private void ask(Session replica, FarEnd end, String... words) {
    engine.send(replica, "REPLCONF listening-port 7000 capa eof capa psync2");
    engine.send(replica, words);
    end.readAll();
    engine.send(replica, "PSYNC ? -1");
  }

  private String settled(FarEnd end) {
    var read = new StringBuilder();
    for (int beat = 0; beat < BEATS; beat++) {
      engine.pass(10);
      read.append(end.readAll());
    }
    return read.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "7.0.1, REDIS0010",
    "7.2.5, REDIS0011",
    "8.0.1, REDIS0011",
    "9.0.0, REDIS0011",
    "new, REDIS0009"
  })
  void isTheNewestThatTheReplicaIsKnownToRead(String version, String magic) {
    assertThat(sync("REPLCONF version " + version)).contains("+FULLRESYNC").contains(magic);
  }

  @Test
  void isTheOneThatTheOperatorAsksFor() {
    engine.send(operator, "CONFIG SET rdb-version 11");
    assertThat(sync()).contains("REDIS0011");
    assertThat(sync("REPLCONF version 7.0.1")).contains("REDIS0010");
    engine.send(operator, "CONFIG SET rdb-version 10");
    assertThat(sync("REPLCONF version 8.0.1")).contains("REDIS0010");
    assertThat(sync("REPLCONF capa lockstep-snapshot")).contains("REDIS0011");
  }

  @ParameterizedTest
  @CsvSource({"9.0.0, VALKEY080", "new, REDIS0012"})
  void holdsTimesOfFieldsWhereTheReplicaMayReadThem(String version, String magic) {
    addTime();
    assertThat(sync("REPLCONF version " + version)).contains(magic);
  }

  @Test
  void refusesWhoIsKnownNotToReadWhatWouldBeLost() {
    addTime();
    assertThat(sync("REPLCONF version 8.1.0"))
        .isEqualTo(REFUSAL + "11 cannot hold: version 8.1.0 reads no newer one\r\n");
    engine.send(operator, "HDEL h f");
    assertThat(sync("REPLCONF version 8.1.0")).contains("REDIS0011");
  }

  @Test
  void refusesWhatTheVersionAskedForCannotHold() {
    engine.send(operator, "CONFIG SET rdb-version 10");
    addTime();
    assertThat(sync()).isEqualTo(REFUSAL + "10 cannot hold: rdb-version asks for it\r\n");
    assertThat(sync("REPLCONF capa lockstep-snapshot")).contains("REDIS0012");
    assertThat(sync("REPLCONF rdb-filter-only functions")).contains("REDIS0010");
  }

  @Test
  void refusesWhoWaitedWhenWhatWouldBeLostCame() {
    engine.send(operator, "CONFIG SET repl-diskless-sync-delay 1");
    FarEnd end = new FarEnd();
    ask(engine.accept(end), end, "REPLCONF version 8.1.0");
    addTime();
    engine.advance(2_000);
    assertThat(settled(end)).contains(REFUSAL + "11").doesNotContain("FULLRESYNC");
    assertThat(end.isAborted).isTrue();
  }

  // ---- those who leave

  private boolean getsSnapshotWithin(long ms) {
    FarEnd end = new FarEnd();
    Session replica = engine.accept(end);
    ask(replica, end);
    engine.advance(ms);
    boolean gets = settled(end).contains("+FULLRESYNC");
    engine.gone(replica);
    return gets;
  }

  @Test
  void whoLeavesAfterEachSnapshotWaitsLongerForTheNext() {
    assertThat(getsSnapshotWithin(0)).isTrue();
    assertThat(getsSnapshotWithin(0)).isFalse(); // 200 ms pass in each
    assertThat(getsSnapshotWithin(0)).isTrue();
    assertThat(getsSnapshotWithin(100)).isFalse();
    assertThat(getsSnapshotWithin(100)).isTrue();
    assertThat(getsSnapshotWithin(500)).isFalse();
  }

  @Test
  void whoAcknowledgesWaitsForNothing() {
    for (int i = 0; i < 5; i++) {
      FarEnd end = new FarEnd();
      Session replica = engine.accept(end);
      ask(replica, end);
      assertThat(settled(end)).contains("+FULLRESYNC");
      engine.send(replica, "REPLCONF ACK 0");
      engine.gone(replica);
    }
  }

  @Test
  void nobodyWaitsWhereThereIsNoPause() {
    engine.send(operator, "CONFIG SET repl-sync-max-pause 0");
    for (int i = 0; i < 5; i++) {
      assertThat(getsSnapshotWithin(0)).isTrue();
    }
  }
}
