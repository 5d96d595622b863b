package io.lockstep.rdb;

/** What a stream in a file tells, which became more with the versions of Redis. */
enum StreamForm {
  /** Since 5.0. */
  PLAIN(15),
  /** Since 7.0: with the first id, the largest deleted one, and counts of entries ever added. */
  COUNTED(19),
  /** Since 7.2: with the time of each consumer's last success. */
  TIMED(21),
  /** Since 8.6: with what producers said to have added, so that they may say it again. */
  IDEMPOTENT(26);

  private final int type;

  StreamForm(int type) {
    this.type = type;
  }

  /** The byte that announces it. */
  int type() {
    return type;
  }

  boolean hasCounts() {
    return this != PLAIN;
  }

  boolean hasProducers() {
    return this == IDEMPOTENT;
  }

  boolean hasActiveTimes() {
    return this == TIMED || this == IDEMPOTENT;
  }
}
