package io.lockstep.command.hyperloglog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.hyperloglog.SparseRegisters.Outcome;

/**
 * A HyperLogLog: 16384 registers, each of which remembers the longest row of zero bits among the
 * hashes that fell to it, behind a header of 16 bytes.
 *
 * <pre>
 *  0  HYLL
 *  4  encoding: 0 dense, 1 sparse
 *  5  nothing
 *  8  the count told last, 8 bytes, lowest first; the top bit is set when registers have changed
 * 16  registers
 * </pre>
 */
final class Sketch {
  static final int HEADER_BYTES = 16;
  static final int INDEX_BITS = 14;
  static final int REGISTERS = 1 << INDEX_BITS;

  /** Bits of a hash that are not the index. */
  static final int HASH_BITS = 64 - INDEX_BITS;

  private static final int MAGIC = 'H' | 'Y' << 8 | 'L' << 16 | 'L' << 24;
  private static final int ENCODING = 4;
  private static final int DENSE = 0;
  private static final int SPARSE = 1;
  private static final int COUNT = 8;
  private static final int STALE_BYTE = 15;
  private static final int STALE = 0x80;

  private final SketchBytes bytes;
  private final SparseRegisters sparse;

  Sketch(SketchBytes bytes) {
    this.bytes = bytes;
    this.sparse = new SparseRegisters(bytes);
  }

  /** The bytes of a sketch that has seen nothing. */
  static byte[] empty() {
    byte[] sketch = new byte[HEADER_BYTES + 2];
    System.arraycopy("HYLL".getBytes(ISO_8859_1), 0, sketch, 0, ENCODING);
    sketch[ENCODING] = SPARSE;
    SparseRegisters.writeEmpty(sketch, HEADER_BYTES);
    return sketch;
  }

  /**
   * The sketch that a record holds.
   *
   * @throws CommandException "Key is not a valid HyperLogLog string value."
   */
  static Sketch in(Call call, int record) {
    call.requireString(record);
    var sketch = new Sketch(new RecordBytes(call.database(), call.records(), record));
    if (!sketch.isSound()) {
      throw new CommandException(Errors.NOT_A_SKETCH);
    }
    return sketch;
  }

  private boolean isSound() {
    return bytes.length() >= HEADER_BYTES
        && (int) bytes.longAt(0) == MAGIC
        && bytes.at(ENCODING) <= SPARSE
        && (!isDense() || bytes.length() == DenseRegisters.SKETCH_BYTES);
  }

  boolean isDense() {
    return bytes.at(ENCODING) == DENSE;
  }

  // ---- registers

  /** Shows the sketch an element; returns whether that changed a register. */
  boolean add(byte[] element, int start, int length, long maxSparseBytes) {
    long hash = MurmurHash.of(element, start, length);
    // a bit behind the last one ends the row of zeros
    long rest = hash >>> INDEX_BITS | 1L << HASH_BITS;
    int index = (int) hash & (REGISTERS - 1);
    return raise(index, Long.numberOfTrailingZeros(rest) + 1, maxSparseBytes);
  }

  /** Makes a register at least so high; returns whether it was lower. */
  boolean raise(int index, int value, long maxSparseBytes) {
    if (isDense()) {
      return raiseDense(index, value);
    }
    Outcome outcome = sparse.raise(index, value, maxSparseBytes);
    return switch (outcome) {
      case UNCHANGED -> false;
      case RAISED -> {
        forgetCount();
        yield true;
      }
      case NEEDS_DENSE -> {
        makeDense();
        yield raiseDense(index, value);
      }
    };
  }

  private boolean raiseDense(int index, int value) {
    if (DenseRegisters.get(bytes, index) >= value) {
      return false;
    }
    bytes.own();
    DenseRegisters.set(bytes, index, value);
    return true;
  }

  /** Changes the encoding, not what it encodes; returns whether it was another one. */
  boolean makeDense() {
    if (isDense()) {
      return false;
    }
    byte[] registers = new byte[REGISTERS];
    sparse.mergeInto(registers);
    bytes.resize(DenseRegisters.SKETCH_BYTES);
    bytes.put(ENCODING, DENSE);
    DenseRegisters.pack(registers, bytes);
    return true;
  }

  /** Raises each of these registers to this sketch's. */
  void mergeInto(byte[] registers) {
    if (isDense()) {
      DenseRegisters.mergeInto(registers, bytes);
    } else {
      sparse.mergeInto(registers);
    }
  }

  /** A register of a dense sketch. */
  int denseRegister(int index) {
    return DenseRegisters.get(bytes, index);
  }

  /** The runs of a sparse sketch, as PFDEBUG prints them. */
  String sparseText() {
    return sparse.text();
  }

  // ---- the count

  /** Counts anew. */
  long estimate() {
    int[] histogram = new int[Cardinality.VALUES];
    if (isDense()) {
      DenseRegisters.count(bytes, histogram);
    } else {
      sparse.count(histogram);
    }
    return Cardinality.of(histogram);
  }

  /** Counts registers that are no sketch's. */
  static long estimate(byte[] registers) {
    int[] histogram = new int[Cardinality.VALUES];
    for (byte register : registers) {
      histogram[register]++;
    }
    return Cardinality.of(histogram);
  }

  /** Whether registers have changed since the count was kept. */
  boolean isStale() {
    return (bytes.at(STALE_BYTE) & STALE) != 0;
  }

  long keptCount() {
    return bytes.longAt(COUNT);
  }

  void keepCount(long count) {
    bytes.own();
    bytes.putLong(COUNT, count);
  }

  void forgetCount() {
    bytes.own();
    bytes.put(STALE_BYTE, bytes.at(STALE_BYTE) | STALE);
  }
}
