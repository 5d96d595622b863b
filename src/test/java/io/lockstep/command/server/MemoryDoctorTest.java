package io.lockstep.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.info.MemoryFigures;
import org.junit.jupiter.api.Test;

class MemoryDoctorTest {

  private static final long MIB = 1L << 20;

  private static String report(long used, long peak, long reserved, long replicas, long clients) {
    MemoryFigures figures =
        new MemoryFigures(used, peak, 0, reserved, reserved, 0, 0, replicas, clients);
    return MemoryDoctor.report(figures, 2, 10);
  }

  private static String[] issues(String report) {
    return report.lines().filter(line -> line.startsWith(" * ")).toArray(String[]::new);
  }

  @Test
  void saysNothingOfLittleData() {
    String report = report(5 * MIB - 1, 100 * MIB, 100 * MIB, 100 * MIB, 100 * MIB);
    assertThat(report).startsWith("Hi Sam, this instance is empty or is using very little memory,");
  }

  @Test
  void findsNothingAtTheThresholds() {
    String report = report(100 * MIB, 150 * MIB, 110 * MIB, 20 * MIB, 10 * 200 * 1024);
    assertThat(report)
        .isEqualTo(
            "Hi Sam, I can't find any memory issue in your instance."
                + " I can only account for what occurs on this base.\n");
  }

  @Test
  void findsAPeak() {
    String report = report(100 * MIB, 151 * MIB, 100 * MIB, 0, 0);
    assertThat(report).startsWith("Sam, I detected a few issues in this Redis instance");
    assertThat(report).endsWith("\n\nI'm here to keep you safe, Sam. I want to help you.\n");
    assertThat(issues(report)).singleElement().asString().startsWith(" * Peak memory: ");
  }

  @Test
  void findsRoomInPagesIfItIsMuch() {
    String[] few = issues(report(6 * MIB, 6 * MIB, 16 * MIB, 0, 0));
    assertThat(few).isEmpty();
    String[] many = issues(report(100 * MIB, 100 * MIB, 111 * MIB, 0, 0));
    assertThat(many).singleElement().asString().startsWith(" * High allocator fragmentation: ");
  }

  @Test
  void weighsConnectionsOnAverage() {
    String report = report(6 * MIB, 6 * MIB, 6 * MIB, 21 * MIB, 3 * MIB);
    assertThat(issues(report)).hasSize(2);
    assertThat(report).contains(" * Big replica buffers: ", " * Big client buffers: ");
  }
}
