package io.lockstep.command.hyperloglog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lockstep.command.CommandException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {

  private static final long MAX_SPARSE_BYTES = 3000;

  private final HeapBytes bytes = new HeapBytes(Sketch.empty());
  private final Sketch sketch = new Sketch(bytes);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keepsTheGreatestValueOfEachRegister(long seed) {
    var random = new SplittableRandom(seed);
    byte[] model = new byte[Sketch.REGISTERS];
    int spread = 1 << random.nextInt(4, 15); // few registers make long rows of values
    for (int i = 0; i < 2000; i++) {
      int index = random.nextInt(spread);
      int value = 1 + random.nextInt(random.nextInt(200) == 0 && seed % 2 == 0 ? 51 : 6);
      boolean isRaised = value > model[index];
      model[index] = (byte) Math.max(model[index], value);
      assertThat(sketch.raise(index, value, MAX_SPARSE_BYTES)).as("step %d", i).isEqualTo(isRaised);
    }
    assertThat(registers(sketch)).isEqualTo(model);
    assertThat(sketch.estimate()).isEqualTo(Sketch.estimate(model));
  }

  private static byte[] registers(Sketch sketch) {
    byte[] registers = new byte[Sketch.REGISTERS];
    sketch.mergeInto(registers);
    return registers;
  }

  @Test
  void takesTheSameRegistersWhateverTheEncoding() {
    var dense = new Sketch(new HeapBytes(Sketch.empty()));
    dense.makeDense();
    for (int i = 0; i < 1000; i++) {
      byte[] element = ("element " + i).getBytes(ISO_8859_1);
      boolean isNews = dense.add(element, 0, element.length, MAX_SPARSE_BYTES);
      assertThat(sketch.add(element, 0, element.length, MAX_SPARSE_BYTES)).isEqualTo(isNews);
    }
    assertThat(sketch.isDense()).isFalse();
    assertThat(registers(sketch)).isEqualTo(registers(dense));
    sketch.makeDense();
    for (int i = 0; i < Sketch.REGISTERS; i++) {
      assertThat(sketch.denseRegister(i)).isEqualTo(dense.denseRegister(i));
    }
  }

  @Test
  void joinsRunsOfOneValueUpToFourRegisters() {
    for (int index = 0; index < 6; index++) {
      sketch.raise(index, 3, MAX_SPARSE_BYTES);
    }
    assertThat(sketch.sparseText()).isEqualTo("v:3,4 v:3,2 Z:16378");
  }

  @Test
  void splitsARunAroundTheRegister() {
    sketch.raise(100, 2, MAX_SPARSE_BYTES);
    sketch.raise(16383, 1, MAX_SPARSE_BYTES);
    sketch.raise(16382, 32, MAX_SPARSE_BYTES);
    assertThat(sketch.sparseText()).isEqualTo("Z:100 v:2,1 Z:16281 v:32,1 v:1,1");
  }

  @Test
  void becomesDenseForAValueThatNoRunCanSay() {
    sketch.raise(7, 33, MAX_SPARSE_BYTES);
    assertThat(sketch.isDense()).isTrue();
    assertThat(sketch.denseRegister(7)).isEqualTo(33);
  }

  @ParameterizedTest
  @CsvSource({"21, false", "20, true"})
  void becomesDenseRatherThanTooLong(long maxBytes, boolean isDense) {
    sketch.raise(100, 1, maxBytes); // long zeros, a value, long zeros: 5 bytes behind 16
    assertThat(sketch.isDense()).isEqualTo(isDense);
  }

  @Test
  void countsAboutAsManyElementsAsThereWere() {
    for (int i = 1; i <= 100_000; i++) {
      byte[] element = Integer.toString(i).getBytes(ISO_8859_1);
      sketch.add(element, 0, element.length, MAX_SPARSE_BYTES);
    }
    assertThat((double) sketch.estimate()).isCloseTo(100_000, within(4_000.0));
  }

  @Test
  void refusesRunsThatAreNotAllRegisters() {
    byte[] longer = Arrays.copyOf(Sketch.empty(), 19);
    byte[] shorter = Sketch.empty();
    shorter[17] = 0;
    byte[] none = Arrays.copyOf(Sketch.empty(), 16);
    for (byte[] wrong : new byte[][] {longer, shorter, none}) {
      refuses(wrong, Sketch::estimate);
      refuses(wrong, Sketch::makeDense);
      refuses(wrong, SketchTest::registers);
    }
    refuses(shorter, s -> s.raise(16383, 1, MAX_SPARSE_BYTES));
    refuses(none, s -> s.raise(0, 1, MAX_SPARSE_BYTES));
    refuses(Arrays.copyOf(Sketch.empty(), 17), s -> s.raise(0, 1, MAX_SPARSE_BYTES));
  }

  private static void refuses(byte[] wrong, java.util.function.Consumer<Sketch> act) {
    var damaged = new HeapBytes(wrong.clone());
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> act.accept(new Sketch(damaged)))
        .withMessage("INVALIDOBJ Corrupted HLL object detected");
    assertThat(damaged.copy()).isEqualTo(wrong);
  }
}
