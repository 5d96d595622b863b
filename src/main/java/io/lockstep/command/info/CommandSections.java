package io.lockstep.command.info;

import static io.lockstep.command.parameter.ObservationParameters.LATENCY_TRACKING_INFO_PERCENTILES;

import io.lockstep.command.CommandTable;
import io.lockstep.command.Node;
import io.lockstep.command.statistics.DurationHistogram;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** INFO about commands: how often each ran, for how long, and which errors came of it. */
final class CommandSections {

  private static final double MICRO_NANOS = 1_000;

  private CommandSections() {}

  static void calls(Node node, InfoText info) {
    node.commands().forEach(entry -> calls(entry, info));
  }

  private static void calls(CommandTable.Entry entry, InfoText info) {
    if (entry.calls == 0 && entry.failedCalls == 0 && entry.rejectedCalls == 0) {
      return;
    }
    double micros = entry.nanos / MICRO_NANOS;
    String perCall = InfoText.decimal(entry.calls == 0 ? 0 : micros / entry.calls);
    info.field(
        "cmdstat_" + entry.command().fullName(),
        "calls=%d,usec=%d,usec_per_call=%s,rejected_calls=%d,failed_calls=%d"
            .formatted(
                entry.calls, (long) micros, perCall, entry.rejectedCalls, entry.failedCalls));
  }

  static void errors(Node node, InfoText info) {
    node.statistics()
        .errorsByCode()
        .forEach((code, count) -> info.field("errorstat_" + code, "count=" + count));
  }

  static void latencies(Node node, InfoText info) {
    if (node.settings().latencyTracking) {
      List<Double> percentiles = node.parameters().get(LATENCY_TRACKING_INFO_PERCENTILES);
      node.commands().forEach(entry -> latencies(entry, percentiles, info));
    }
  }

  private static void latencies(CommandTable.Entry entry, List<Double> percentiles, InfoText info) {
    DurationHistogram durations = entry.durations;
    if (durations != null) {
      String text =
          percentiles.stream().map(p -> latency(durations, p)).collect(Collectors.joining(","));
      info.field("latency_percentiles_usec_" + entry.command().fullName(), text);
    }
  }

  private static String latency(DurationHistogram durations, double percent) {
    String name = BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    double micros = durations.percentileNanos(percent) / MICRO_NANOS;
    return String.format(Locale.ROOT, "p%s=%.3f", name, micros);
  }
}
