package io.lockstep.command.hyperloglog;

/**
 * How many elements a sketch has seen, by Otmar Ertl's improved estimator ("New cardinality
 * estimation algorithms for HyperLogLog sketches", 2017). The order of the operations is that of
 * Redis, so that the last bit of the result is too.
 */
final class Cardinality {
  /** One more than the greatest value a register can have in six bits. */
  static final int VALUES = 64;

  private static final int REGISTERS = Sketch.REGISTERS;
  private static final double ALPHA = 0.7213475204444817; // 1 / (2 ln 2)

  private Cardinality() {}

  /** An estimate from how many registers have each value. */
  static long of(int[] histogram) {
    double m = REGISTERS;
    double z = m * tau((m - histogram[Sketch.HASH_BITS + 1]) / m);
    for (int value = Sketch.HASH_BITS; value >= 1; value--) {
      z += histogram[value];
      z *= 0.5;
    }
    z += m * sigma(histogram[0] / m);
    return rounded(ALPHA * m * m / z);
  }

  /** As C rounds; values that no elements lead to are beyond what it can round. */
  private static long rounded(double estimate) {
    return estimate < 0x1p63 ? (long) (double) Math.round(estimate) : Long.MIN_VALUE;
  }

  private static double sigma(double portion) {
    if (portion == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = portion;
    double y = 1;
    double z = x;
    for (double former = Double.NaN; former != z; ) {
      x *= x;
      former = z;
      z += x * y;
      y += y;
    }
    return z;
  }

  private static double tau(double portion) {
    if (portion == 0 || portion == 1) {
      return 0;
    }
    double x = portion;
    double y = 1;
    double z = 1 - x;
    for (double former = Double.NaN; former != z; ) {
      x = Math.sqrt(x);
      former = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    }
    return z / 3;
  }
}
