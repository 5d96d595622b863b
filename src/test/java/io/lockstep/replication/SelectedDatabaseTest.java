package io.lockstep.replication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectedDatabaseTest {
  private static final int KIB = 1024;

  private final ReplicationLog log =
      new ReplicationLog(History.adopted("a".repeat(40), 1000), 64 * KIB, () -> "b".repeat(40));
  private final List<Long> boundaries = new ArrayList<>(); // where a command begins …
  private final List<Integer> databases = new ArrayList<>(); // … and what is selected there
  private int selected = -1;

  private static String command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString();
  }

  private void append(String command) {
    boundaries.add(log.offset() + 1);
    databases.add(selected);
    byte[] bytes = command.getBytes(ISO_8859_1);
    log.append(bytes, 0, bytes.length);
  }

  private void select(int database) {
    append(command("SELECT", Integer.toString(database)));
    selected = database;
    log.selected(database);
  }

  @Test
  void nothingIsKnownBeforeTheFirstSelect() {
    log.createBacklog();
    append(command("PING"));
    assertThat(log.databaseAt(1001)).isEqualTo(-1);
  }

  @Test
  void isKnownAtEveryCommandThatIsRetained() {
    long seed = 42;
    var random = new Random(seed);
    log.createBacklog();
    for (int i = 0; i < 20_000; i++) {
      if (i == 0 || random.nextInt(50) == 0) {
        select(random.nextInt(16));
      }
      append(
          command("SET", "key", "v".repeat(random.nextInt(random.nextInt(30) == 0 ? 30_000 : 90))));
    }
    for (int i = 0; i < boundaries.size(); i++) {
      if (boundaries.get(i) >= log.firstOffset()) {
        assertThat(log.databaseAt(boundaries.get(i)))
            .as("seed %d", seed)
            .isEqualTo(databases.get(i));
      }
    }
    assertThat(log.databaseAt(log.offset() + 1)).isEqualTo(selected);
  }

  @Test
  void isKnownBeforeTheFirstWholeCommand() {
    log.createBacklog();
    select(3);
    for (int i = 0; i < 5_000; i++) {
      append(command("SET", "key", "v".repeat(60)));
    }
    assertThat(boundaries).doesNotContain(log.firstOffset());
    assertThat(log.databaseAt(log.firstOffset())).isEqualTo(3);
  }

  @Test
  void insideASelectTheOneSelectedCounts() {
    log.createBacklog();
    select(3);
    select(5);
    assertThat(log.databaseAt(boundaries.get(1))).isEqualTo(3);
    assertThat(log.databaseAt(boundaries.get(1) + 1)).isEqualTo(5);
  }

  @Test
  void anotherHistoryBeginsUnknown() {
    log.createBacklog();
    select(3);
    log.adopt("c".repeat(40), 77);
    assertThat(log.databaseAt(78)).isEqualTo(-1);
  }
}
