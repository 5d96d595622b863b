package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.load;
import static io.lockstep.rdb.Loads.resource;
import static io.lockstep.rdb.Loads.strings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that real servers of many versions wrote. */
class RdbFilesTest {
  @Test
  void loadsAnEmptyDatabase() throws IOException {
    assertThat(strings(load(resource("empty_database")), 0)).isEmpty();
  }

  @Test
  void loadsACompressedKey() throws IOException {
    assertThat(strings(load(resource("easily_compressible_string_key")), 0))
        .isEqualTo(Map.of("a".repeat(200), "Key that redis should compress easily"));
  }

  @Test
  void loadsKeysThatAreNumbers() throws IOException {
    assertThat(strings(load(resource("integer_keys")), 0))
        .hasSize(6)
        .containsEntry("183358245", "Positive 32 bit integer")
        .containsEntry("125", "Positive 8 bit integer")
        .containsEntry("-29477", "Negative 16 bit integer")
        .containsEntry("-123", "Negative 8 bit integer")
        .containsEntry("43947", "Positive 16 bit integer")
        .containsEntry("-183358245", "Negative 32 bit integer");
  }

  @Test
  void loadsAnExpiry() throws IOException {
    RdbContents contents = load(resource("keys_with_expiry"));

    int record = Loads.find(contents.keyspace(), 0, "expires_ms_precision");
    assertThat(contents.keyspace().records().expireAtMs(record)).isEqualTo(1_671_963_072_573L);
    contents.keyspace().close();
  }

  @Test
  void loadsSeveralDatabases() throws IOException {
    RdbContents contents = load(resource("multiple_databases"));

    assertThat(strings(contents.keyspace(), 0)).isEqualTo(Map.of("key_in_zeroth_database", "zero"));
    assertThat(strings(contents, 2)).isEqualTo(Map.of("key_in_second_database", "second"));
  }

  @Test
  void verifiesTheChecksumOfTheFirstVersionThatHasOne() throws IOException {
    RdbContents contents = load(resource("rdb_version_5_with_checksum"));

    assertThat(contents.isVerified()).isTrue();
    assertThat(strings(contents, 0)).hasSize(6).containsEntry("abcd", "efgh");
  }

  @Test
  void loadsKeysWithTheirUse() throws IOException {
    Map<String, String> expected = Map.of("key", "value", "key1", "value1");

    assertThat(strings(load(resource("dump-lru")), 0)).isEqualTo(expected);
    assertThat(strings(load(resource("dump-lfu")), 0)).isEqualTo(expected);
  }

  @Test
  void keepsTheFieldsOfAnOldScriptBackup() throws IOException {
    RdbContents contents = load(resource("scriptbackup"));

    assertThat(contents.aux()).containsEntry("lua", "return redis.call('set', 'foo', 'bar')");
    assertThat(contents.replication())
        .contains(new ReplicationPoint(0, "349eeafec1f98f3f56277e95fc86bc48b30651a2", 0));
    contents.keyspace().close();
  }
}
