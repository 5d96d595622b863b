package io.lockstep.command.statistics;

/** The rates of a node's traffic, as INFO's {@code instantaneous} fields show them. */
public final class TrafficRates {

  private static final double KIBIBYTE = 1024;
  private static final double MICRO_NANOS = 1_000;

  private final Statistics statistics;
  private final RateSampler commands = new RateSampler();
  private final RateSampler input = new RateSampler();
  private final RateSampler output = new RateSampler();
  private final RateSampler replicationInput = new RateSampler();
  private final RateSampler replicationOutput = new RateSampler();
  private final RateSampler cycles = new RateSampler();
  private final RateSampler cycleNanos = new RateSampler();

  TrafficRates(Statistics statistics) {
    this.statistics = statistics;
  }

  /** Looks at every count; some ten times a second. */
  public void sample(long nowMs) {
    commands.sample(statistics.commandsProcessed, nowMs);
    input.sample(statistics.netInputBytes + statistics.netReplInputBytes, nowMs);
    output.sample(statistics.netOutputBytes + statistics.netReplOutputBytes, nowMs);
    replicationInput.sample(statistics.netReplInputBytes, nowMs);
    replicationOutput.sample(statistics.netReplOutputBytes, nowMs);
    cycles.sample(statistics.eventLoopCycles, nowMs);
    cycleNanos.sample(statistics.eventLoopNanos, nowMs);
  }

  /** Commands in a second. */
  public long commandsPerSecond() {
    return (long) commands.perSecond();
  }

  /** KiB read in a second. */
  public double inputKibPerSecond() {
    return input.perSecond() / KIBIBYTE;
  }

  /** KiB written in a second. */
  public double outputKibPerSecond() {
    return output.perSecond() / KIBIBYTE;
  }

  /** KiB of a master's stream read in a second. */
  public double replicationInputKibPerSecond() {
    return replicationInput.perSecond() / KIBIBYTE;
  }

  /** KiB of stream and snapshots written to replicas in a second. */
  public double replicationOutputKibPerSecond() {
    return replicationOutput.perSecond() / KIBIBYTE;
  }

  /** Batches in a second. */
  public long cyclesPerSecond() {
    return (long) cycles.perSecond();
  }

  /** What a batch takes, in microseconds. */
  public long cycleMicros() {
    double perSecond = cycles.perSecond();
    return perSecond == 0 ? 0 : (long) (cycleNanos.perSecond() / perSecond / MICRO_NANOS);
  }

  void reset() {
    commands.reset();
    input.reset();
    output.reset();
    replicationInput.reset();
    replicationOutput.reset();
    cycles.reset();
    cycleNanos.reset();
  }
}
