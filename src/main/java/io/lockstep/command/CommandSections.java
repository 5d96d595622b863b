package io.lockstep.command;

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

  /** Durations are summed, not kept one by one, so there are no percentiles to show. */
  static void latencies(Node node, InfoText info) {}
}
