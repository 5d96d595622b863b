package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database knows its hashes with fields that run out, wherever these go. */
class TimedHashesTest {
  private static final long LATE_MS = Long.MAX_VALUE;

  private final Keyspace keyspace = new Keyspace(2, 42);
  private final Database first = keyspace.database(0);
  private final Database second = keyspace.database(1);

  @AfterEach
  void everythingGoesBack() {
    keyspace.clear();
    while (keyspace.releaseRetired(1000)) {
      // goes on until nothing is left
    }
    assertThat(keyspace.bytesInUse()).isZero();
    keyspace.close();
  }

  private int make(Database database, String key, long expireAtMs) {
    byte[] name = key.getBytes(ISO_8859_1);
    HashValue hash = keyspace.hashes().create(database, name, 0, name.length, Records.NO_EXPIRY);
    hash.put(name, 0, name.length, name, 0, name.length, expireAtMs);
    return hash.record();
  }

  @Test
  void followsAMove() {
    int moved = first.move(make(first, "h", 7), second);

    assertThat(first.timedHashes()).isZero();
    assertThat(second.hashWithFieldBefore(LATE_MS)).isEqualTo(moved);
  }

  @Test
  void followsASwap() {
    int record = make(first, "h", 7);
    keyspace.swapDatabases(0, 1);

    assertThat(first.timedHashes()).isZero();
    assertThat(second.hashWithFieldBefore(LATE_MS)).isEqualTo(record);
  }

  @Test
  void followsAKeyThatGetsATimeItself() {
    int moved = first.expireAt(make(first, "h", 7), 9);

    assertThat(first.hashWithFieldBefore(LATE_MS)).isEqualTo(moved);
  }

  @Test
  void forgetsWhatAStringReplaces() {
    make(first, "h", 7);
    first.putString(new byte[] {'h'}, 0, 1, new byte[] {'v'}, 0, 1, Records.NO_EXPIRY);

    assertThat(first.timedHashes()).isZero();
  }

  @Test
  void forgetsAllWhenItIsCleared() {
    make(first, "h", 7);
    make(second, "h", 7);
    keyspace.clear(0);

    assertThat(first.timedHashes()).isZero();
    assertThat(second.timedHashes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void showsTheSoonest(long timeMs) {
    make(first, "later", 8);
    int sooner = make(first, "sooner", 7);

    assertThat(first.hashWithFieldBefore(timeMs)).isEqualTo(timeMs == 7 ? Database.NONE : sooner);
  }

  @Test
  void aHashWithoutTimesTakesNotAByteMore() {
    int plain = make(first, "plain", Records.NO_EXPIRY);
    int bytes = keyspace.records().valueLength(plain);
    int timed = make(first, "timed", 7);

    assertThat(bytes).isEqualTo(4 + 2 * "plain".length() + 4); // count, two texts with their frames
    assertThat(keyspace.records().valueLength(timed)).isGreaterThan(bytes);
  }
}
