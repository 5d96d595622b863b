package io.lockstep.replication.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableRdbTest {
  @ParameterizedTest
  @CsvSource({
    "9.0.0, VALKEY_80",
    "10.1.2, VALKEY_80",
    "8.1.3, VERSION_11",
    "8.0, VERSION_11",
    "7.2.6, VERSION_11",
    "7.0.15, VERSION_10",
    "6.2.0, VERSION_9",
    "8, UNKNOWN",
    "8.x, UNKNOWN",
    "8.0.0-rc1, UNKNOWN",
    "99999999999.0.0, UNKNOWN"
  })
  void followsFromTheVersion(String version, ReadableRdb expected) {
    assertThat(profile(version).readableRdb()).isEqualTo(expected);
  }

  @Test
  void isUnknownOfWhoSaysNothing() {
    assertThat(ReplicaProfile.UNKNOWN.readableRdb()).isEqualTo(ReadableRdb.UNKNOWN);
  }

  @Test
  void thoseWhoReadTheSameShareASnapshot() {
    assertThat(profile("8.0.1").sharesSnapshotWith(profile("8.1.3"))).isTrue();
    assertThat(profile("8.0.1").sharesSnapshotWith(profile("9.0.0"))).isFalse();
    assertThat(profile("8.0.1").sharesSnapshotWith(ReplicaProfile.UNKNOWN)).isFalse();
  }

  private static ReplicaProfile profile(String version) {
    return ReplicaProfile.UNKNOWN.with(new ReplconfOption.Version(version));
  }
}
