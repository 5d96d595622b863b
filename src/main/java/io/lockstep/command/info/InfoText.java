package io.lockstep.command.info;

/** The text of INFO while it is written: titles, and lines {@code field:value} that end in CRLF. */
final class InfoText {

  private static final String UNITS = "KMGTPE";
  private static final double UNIT = 1024;
  private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};

  private final StringBuilder text = new StringBuilder(4096);

  /** Begins a section; an empty line stands before all but the first. */
  void section(String title) {
    if (!text.isEmpty()) {
      text.append("\r\n");
    }
    text.append("# ").append(title).append("\r\n");
  }

  void field(String name, Object value) {
    text.append(name).append(':').append(value).append("\r\n");
  }

  void flag(String name, boolean isSet) {
    field(name, isSet ? 1 : 0);
  }

  /** Fields that say nothing here but that readers look for. */
  void zeros(String... names) {
    for (String name : names) {
      field(name, 0);
    }
  }

  void decimal(String name, double value) {
    field(name, decimal(value));
  }

  /** A number of bytes, and the same again for people. */
  void bytes(String name, long bytes) {
    field(name, bytes);
    human(name, bytes);
  }

  void human(String name, long bytes) {
    field(name + "_human", human(bytes));
  }

  static String decimal(double value) {
    return decimal(value, 2);
  }

  /**
   * Like C's {@code %.Nf}, but ties go away from zero, and what rounds to zero has no sign; far
   * faster than a formatter.
   */
  static String decimal(double value, int digits) {
    long one = POWERS[digits];
    long scaled = Math.round(Math.abs(value) * one);
    String sign = value < 0 && scaled > 0 ? "-" : "";
    String fraction = Long.toString(one + scaled % one).substring(1);
    return sign + scaled / one + (digits == 0 ? "" : "." + fraction);
  }

  /** Bytes in the largest unit that leaves a whole part. */
  static String human(long bytes) {
    if (bytes < UNIT) {
      return bytes + "B";
    }
    double value = bytes / UNIT;
    int unit = 0;
    while (value >= UNIT) {
      value /= UNIT;
      unit++;
    }
    return decimal(value) + UNITS.charAt(unit);
  }

  /** Where others may append lines. */
  StringBuilder builder() {
    return text;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
