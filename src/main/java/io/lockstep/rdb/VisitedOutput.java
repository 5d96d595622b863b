package io.lockstep.rdb;

import io.lockstep.memory.Element;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The output of visitors, which may throw no IOException: it goes through them as an unchecked one,
 * and {@link SnapshotWriter} takes it out again.
 */
final class VisitedOutput {
  private final RdbOutput out;
  private final RdbStringWriter strings;

  VisitedOutput(RdbOutput out, RdbStringWriter strings) {
    this.out = out;
    this.strings = strings;
  }

  /** A part that takes several steps. */
  @FunctionalInterface
  interface Part {
    void write() throws IOException;
  }

  static void part(Part part) {
    try {
      part.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void element(Element element) {
    try {
      strings.write(element);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void length(long length) {
    try {
      out.length(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void i64(long value) {
    try {
      out.i64(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A score as text. */
  void score(double score) {
    try {
      Scores.write(out, score);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
