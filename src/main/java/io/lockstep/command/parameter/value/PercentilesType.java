package io.lockstep.command.parameter.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The percentiles of latency that INFO shows. */
public record PercentilesType() implements ValueType<List<Double>> {
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(0[xX][0-9a-fA-F]{1,15}|([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?)");

  @Override
  public List<Double> parse(List<String> words, List<Double> current) throws InvalidValueException {
    if (words.isEmpty() || words.equals(List.of(""))) {
      return List.of();
    }
    var percentiles = new ArrayList<Double>();
    for (var word : words) {
      percentiles.add(percentile(word));
    }
    return List.copyOf(percentiles);
  }

  private static double percentile(String word) throws InvalidValueException {
    if (word.toLowerCase(Locale.ROOT).matches("[+-]?inf(inity)?")) {
      throw outOfRange();
    }
    if (!DECIMAL.matcher(word).matches()) {
      throw new InvalidValueException("Invalid latency-tracking-info-percentiles parameters");
    }
    double value = Double.parseDouble(isHex(word) ? word + "p0" : word);
    if (value < 0 || value > 100) {
      throw outOfRange();
    }
    return value;
  }

  private static boolean isHex(String word) {
    return word.indexOf('x') >= 0 || word.indexOf('X') >= 0;
  }

  private static InvalidValueException outOfRange() {
    return new InvalidValueException(
        "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
  }

  @Override
  public String text(List<Double> value) {
    return value.stream().map(PercentilesType::rounded).collect(Collectors.joining(" "));
  }

  private static String rounded(double value) {
    var rounded = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  @Override
  public List<String> directives(List<Double> value) {
    return List.of(value.isEmpty() ? "\"\"" : text(value));
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public boolean isAlwaysWritten() {
    return true;
  }
}
