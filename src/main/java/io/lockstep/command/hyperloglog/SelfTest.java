package io.lockstep.command.hyperloglog;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/** PFSELFTEST: whether registers keep what they are given, and counts come near the truth. */
final class SelfTest {
  private static final int CYCLES = 100;
  private static final int ELEMENTS = 1_000_000;
  private static final long MAX_SPARSE_BYTES = 3000;
  private static final int SURELY_SPARSE = 1000;
  private static final double RELATIVE_ERROR = 1.04 / Math.sqrt(Sketch.REGISTERS);
  private static final int TOLERATED_ERRORS = 6;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final RandomGenerator random;
  private final Sketch dense = new Sketch(new HeapBytes(Sketch.empty()));
  private final Sketch sparse = new Sketch(new HeapBytes(Sketch.empty()));

  private SelfTest(RandomGenerator random) {
    this.random = random;
    dense.makeDense();
  }

  static void pfselftest(Call call) {
    RandomGenerator random = call.node().random();
    testRegisters(random);
    new SelfTest(random).testCounts();
    call.ok();
  }

  private static CommandException failed(String what) {
    return new CommandException("ERR TESTFAILED " + what);
  }

  private static void testRegisters(RandomGenerator random) {
    var bytes = new HeapBytes(new byte[DenseRegisters.SKETCH_BYTES]);
    int[] expected = new int[Sketch.REGISTERS];
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      for (int i = 0; i < expected.length; i++) {
        expected[i] = random.nextInt(Cardinality.VALUES);
        DenseRegisters.set(bytes, i, expected[i]);
      }
      compare(bytes, expected);
    }
  }

  private static void compare(SketchBytes bytes, int[] expected) {
    for (int i = 0; i < expected.length; i++) {
      int value = DenseRegisters.get(bytes, i);
      if (value != expected[i]) {
        throw failed("Register " + i + " should be " + expected[i] + " but is " + value);
      }
    }
  }

  private void testCounts() {
    byte[] element = new byte[Long.BYTES];
    long seed = random.nextLong();
    int checkpoint = 1;
    for (int added = 1; added <= ELEMENTS; added++) {
      LONGS.set(element, 0, seed ^ added);
      dense.add(element, 0, element.length, MAX_SPARSE_BYTES);
      sparse.add(element, 0, element.length, MAX_SPARSE_BYTES);
      if (added == checkpoint) {
        check(added);
        checkpoint *= 10;
      }
    }
  }

  private void check(int added) {
    long counted = dense.estimate();
    if (added < SURELY_SPARSE && sparse.isDense()) {
      throw failed("sparse encoding not used");
    }
    if (sparse.estimate() != counted) {
      throw failed("dense/sparse disagree");
    }
    long error = Math.abs(added - counted);
    // among ten elements two may well fall to the same register
    double most = added == 10 ? 1 : Math.ceil(RELATIVE_ERROR * TOLERATED_ERRORS * added);
    if (error > most) {
      throw failed("Too big error. card:" + counted + " abserr:" + error);
    }
  }
}
