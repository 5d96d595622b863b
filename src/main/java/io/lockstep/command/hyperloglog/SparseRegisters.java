package io.lockstep.command.hyperloglog;

import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/**
 * Registers as a row of runs of equal ones. A run is one of
 *
 * <pre>
 * 00llllll             up to 64 registers that are zero; the length less 1
 * 01llllll llllllll    up to 16384 such, high bits first
 * 1vvvvvll             up to 4 registers of a value up to 32; value and length, each less 1
 * </pre>
 */
final class SparseRegisters {

  /** What came of raising a register. */
  enum Outcome {
    UNCHANGED,
    RAISED,
    NEEDS_DENSE
  }

  private static final int MAX_VALUE = 32;
  private static final int MAX_VALUE_RUN = 4;
  private static final int MAX_SHORT_ZEROS = 64;
  private static final int VALUE = 0x80;
  private static final int LONG_ZEROS = 0x40;
  private static final int MAX_PARTS_BYTES = 5; // long zeros, a value, long zeros
  private static final int RUNS_TO_JOIN = 5;

  private final SketchBytes bytes;
  private final byte[] parts = new byte[MAX_PARTS_BYTES];

  // the run that find() found: its registers are [first, first + lengthAt(at))
  private int at;
  private int first;
  private int previous; // the run before it, or itself if it is the first one

  SparseRegisters(SketchBytes bytes) {
    this.bytes = bytes;
  }

  // ---- runs

  private boolean isValue(int run) {
    return (bytes.at(run) & VALUE) != 0;
  }

  private boolean isLongZeros(int run) {
    return (bytes.at(run) & (VALUE | LONG_ZEROS)) == LONG_ZEROS;
  }

  private int bytesAt(int run) {
    return isLongZeros(run) ? 2 : 1;
  }

  /** How many registers a run stands for. */
  private int lengthAt(int run) {
    int code = bytes.at(run);
    if (isValue(run)) {
      return (code & 0x3) + 1;
    }
    return isLongZeros(run) ? ((code & 0x3f) << 8 | bytes.at(run + 1)) + 1 : (code & 0x3f) + 1;
  }

  /** The value of a run's registers. */
  private int valueAt(int run) {
    return isValue(run) ? ((bytes.at(run) >>> 2) & 0x1f) + 1 : 0;
  }

  private static int valueRun(int value, int length) {
    return VALUE | (value - 1) << 2 | (length - 1);
  }

  /** Writes the run of all registers of an empty sketch. */
  static void writeEmpty(byte[] sketch, int start) {
    writeLongZeros(sketch, start, Sketch.REGISTERS);
  }

  private static void writeLongZeros(byte[] into, int start, int length) {
    into[start] = (byte) (LONG_ZEROS | (length - 1) >>> 8);
    into[start + 1] = (byte) (length - 1);
  }

  // ---- all registers

  /** Raises each register to what it is here. */
  void mergeInto(byte[] registers) {
    int index = 0;
    for (int run = Sketch.HEADER_BYTES; run < bytes.length(); run += bytesAt(run)) {
      int end = checkedEnd(index, run);
      int value = valueAt(run);
      for (; index < end; index++) {
        registers[index] = (byte) Math.max(registers[index], value);
      }
    }
    checkComplete(index);
  }

  void count(int[] histogram) {
    int index = 0;
    for (int run = Sketch.HEADER_BYTES; run < bytes.length(); run += bytesAt(run)) {
      histogram[valueAt(run)] += lengthAt(run);
      index = checkedEnd(index, run);
    }
    checkComplete(index);
  }

  private int checkedEnd(int index, int run) {
    int end = index + lengthAt(run);
    if (end > Sketch.REGISTERS) {
      throw corrupt();
    }
    return end;
  }

  private static void checkComplete(int index) {
    if (index != Sketch.REGISTERS) {
      throw corrupt();
    }
  }

  private static CommandException corrupt() {
    return new CommandException(Errors.CORRUPT_SKETCH);
  }

  /** The runs as PFDEBUG prints them. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int run = Sketch.HEADER_BYTES; run < bytes.length(); run += bytesAt(run)) {
      text.append(text.isEmpty() ? "" : " ");
      appendTo(text, run);
    }
    return text.toString();
  }

  private void appendTo(StringBuilder text, int run) {
    if (isValue(run)) {
      text.append("v:").append(valueAt(run)).append(',').append(lengthAt(run));
    } else {
      text.append(isLongZeros(run) ? "Z:" : "z:").append(lengthAt(run));
    }
  }

  // ---- one register

  /** Raises a register, unless that would take more than so many bytes, or is not to be said. */
  Outcome raise(int index, int value, long maxBytes) {
    if (value > MAX_VALUE) {
      return Outcome.NEEDS_DENSE;
    }
    find(index);
    if (valueAt(at) >= value) {
      return Outcome.UNCHANGED;
    }
    int length = split(index, value);
    int growth = length - bytesAt(at);
    if (growth > 0 && bytes.length() + growth > maxBytes) {
      return Outcome.NEEDS_DENSE;
    }
    replace(length, growth);
    joinEqualRuns();
    return Outcome.RAISED;
  }

  private void find(int index) {
    at = Sketch.HEADER_BYTES;
    previous = at;
    first = 0;
    while (at < bytes.length() && first + lengthAt(at) <= index) {
      first += lengthAt(at);
      previous = at;
      at += bytesAt(at);
    }
    if (at + bytesAt(at) > bytes.length()) {
      throw corrupt();
    }
  }

  /** Makes the parts that take the run's place, and returns how many bytes they are. */
  private int split(int index, int value) {
    int end = first + lengthAt(at);
    int length = addRest(0, index - first);
    parts[length++] = (byte) valueRun(value, 1);
    return addRest(length, end - index - 1);
  }

  private int addRest(int length, int registers) {
    if (registers == 0) {
      return length;
    }
    if (registers > MAX_SHORT_ZEROS) {
      writeLongZeros(parts, length, registers);
      return length + 2;
    }
    parts[length] = (byte) (isValue(at) ? valueRun(valueAt(at), registers) : registers - 1);
    return length + 1;
  }

  private void replace(int length, int growth) {
    int next = at + bytesAt(at);
    int total = bytes.length();
    if (growth > 0) {
      bytes.resize(total + growth);
    } else {
      bytes.own();
    }
    if (growth != 0) {
      bytes.move(next, next + growth, total - next);
    }
    for (int i = 0; i < length; i++) {
      bytes.put(at + i, parts[i]);
    }
    if (growth < 0) {
      bytes.resize(total + growth);
    }
  }

  /** A join counts as one of the few runs that are looked at: so far Redis goes, and no further. */
  private void joinEqualRuns() {
    int run = previous;
    for (int left = RUNS_TO_JOIN; left > 0 && run < bytes.length(); left--) {
      if (joinsNext(run)) {
        join(run);
      } else {
        run += bytesAt(run);
      }
    }
  }

  private boolean joinsNext(int run) {
    int next = run + 1;
    return isValue(run)
        && next < bytes.length()
        && valueAt(next) == valueAt(run)
        && lengthAt(run) + lengthAt(next) <= MAX_VALUE_RUN;
  }

  private void join(int run) {
    int next = run + 1;
    int total = bytes.length();
    bytes.put(run, valueRun(valueAt(run), lengthAt(run) + lengthAt(next)));
    bytes.move(next + 1, next, total - next - 1);
    bytes.resize(total - 1);
  }
}
