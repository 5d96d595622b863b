package io.lockstep.command.server;

import io.lockstep.command.info.MemoryFigures;

/**
 * What MEMORY DOCTOR finds in a node's figures. The first and last sentences, the names of the
 * issues and the thresholds are Redis' own ({@code getMemoryDoctorReport}). What the process takes
 * beside the data is no issue here: the Java heap is much the same whatever the data.
 */
final class MemoryDoctor {

  static final String TOO_SMALL =
      "Hi Sam, this instance is empty or is using very little memory, my issues detector can't be"
          + " used in these conditions. Please, leave for your mission on Earth and fill it with"
          + " some data. The new Sam and I will be back to our programming as soon as I finished"
          + " rebooting.\n";

  static final String HEALTHY =
      "Hi Sam, I can't find any memory issue in your instance."
          + " I can only account for what occurs on this base.\n";

  private static final String FIRST =
      "Sam, I detected a few issues in this Redis instance memory implants:\n\n";
  private static final String LAST = "I'm here to keep you safe, Sam. I want to help you.\n";

  private static final long MIB = 1L << 20;
  private static final long LITTLE = 5 * MIB;
  private static final double HIGH_PEAK = 1.5;
  private static final double HIGH_FRAGMENTATION = 1.1;
  private static final long MUCH_FRAGMENTED = 10 * MIB;
  private static final long MUCH_FOR_A_REPLICA = 10 * MIB;
  private static final long MUCH_FOR_A_CLIENT = 200 << 10;

  private final MemoryFigures figures;
  private final StringBuilder issues = new StringBuilder();

  private MemoryDoctor(MemoryFigures figures) {
    this.figures = figures;
  }

  /** The report on a node that has so many connections. */
  static String report(MemoryFigures figures, long replicas, long clients) {
    if (figures.used() < LITTLE) {
      return TOO_SMALL;
    }
    return new MemoryDoctor(figures).examine(replicas, clients);
  }

  private String examine(long replicas, long clients) {
    examinePeak();
    examinePages();
    examineReplicas(replicas);
    examineClients(clients);
    return issues.isEmpty() ? HEALTHY : FIRST + issues + LAST;
  }

  private void examinePeak() {
    if (MemoryFigures.ratio(figures.peak(), figures.used()) > HIGH_PEAK) {
      issue(
          "Peak memory",
          "The data once took more than 1.5 times what it takes now. That does no harm: pages that"
              + " are empty go back to the system, and the others are filled again.");
    }
  }

  private void examinePages() {
    long unused = figures.reserved() - figures.used();
    double ratio = MemoryFigures.ratio(figures.reserved(), figures.used());
    if (ratio > HIGH_FRAGMENTATION && unused > MUCH_FRAGMENTED) {
      issue(
          "High allocator fragmentation",
          "The pages for data are more than 1.1 times as large as the data in them. They have room"
              + " that deleted keys have left, or hold what a snapshot still reads. New data of"
              + " about the same sizes fills that room; a replica that is synchronized anew has"
              + " none of it.");
    }
  }

  private void examineReplicas(long replicas) {
    if (replicas > 0 && figures.replicas() / replicas > MUCH_FOR_A_REPLICA) {
      issue(
          "Big replica buffers",
          "What replicas have not taken yet is more than 10 MB for each of them on average. They or"
              + " the way to them are too slow for the writes; their offsets in INFO replication"
              + " tell which.");
    }
  }

  private void examineClients(long clients) {
    if (clients > 0 && figures.clients() / clients > MUCH_FOR_A_CLIENT) {
      issue(
          "Big client buffers",
          "Clients take more than 200 KB each on average. Some may send huge requests or pipelines,"
              + " or not read their replies and messages; CLIENT LIST tells which, by tot-mem.");
    }
  }

  private void issue(String name, String text) {
    issues.append(" * ").append(name).append(": ").append(text).append("\n\n");
  }
}
