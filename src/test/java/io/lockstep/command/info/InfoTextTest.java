package io.lockstep.command.info;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InfoTextTest {

  @Test
  void writesDecimalsAsCDoes() {
    assertThat(InfoText.decimal(0)).isEqualTo("0.00");
    assertThat(InfoText.decimal(1.005e9)).isEqualTo("1005000000.00");
    assertThat(InfoText.decimal(-0.5)).isEqualTo("-0.50");
    assertThat(InfoText.decimal(12.3456789, 6)).isEqualTo("12.345679");
    assertThat(InfoText.decimal(Double.NaN)).isEqualTo("0.00");
  }

  @Test
  void agreesWithAFormatter() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      double value = Math.pow(10, random.nextDouble(-3, 9));
      assertThat(InfoText.decimal(value)).isEqualTo(String.format(Locale.ROOT, "%.2f", value));
    }
  }

  @Test
  void namesBytesForPeople() {
    assertThat(InfoText.human(1023)).isEqualTo("1023B");
    assertThat(InfoText.human(1536)).isEqualTo("1.50K");
    assertThat(InfoText.human(5L << 30)).isEqualTo("5.00G");
  }
}
