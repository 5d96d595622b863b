package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.HIDDEN;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;

import io.lockstep.command.parameter.value.EventClasses;
import io.lockstep.command.parameter.value.EventClassesType;
import io.lockstep.command.parameter.value.PercentilesType;
import java.util.List;

/** Slow log, latency, keyspace events and scripts that take long. */
public final class ObservationParameters {
  private static final long MAX = Long.MAX_VALUE;

  /** In microseconds; zero logs every command, -1 none. */
  public static final Parameter<Long> SLOWLOG_LOG_SLOWER_THAN =
      number("slowlog-log-slower-than", 10000, -1, MAX);

  public static final Parameter<Long> SLOWLOG_MAX_LEN = number("slowlog-max-len", 128, 0, MAX);

  /** In milliseconds; zero is off. */
  public static final Parameter<Long> LATENCY_MONITOR_THRESHOLD =
      number("latency-monitor-threshold", 0, 0, MAX);

  public static final Parameter<Boolean> LATENCY_TRACKING = yesNo("latency-tracking", true);
  public static final Parameter<List<Double>> LATENCY_TRACKING_INFO_PERCENTILES =
      row("latency-tracking-info-percentiles", new PercentilesType(), List.of(50.0, 99.0, 99.9));
  public static final Parameter<EventClasses> NOTIFY_KEYSPACE_EVENTS =
      row("notify-keyspace-events", new EventClassesType(), EventClasses.NONE);

  /** In milliseconds. */
  public static final Parameter<Long> BUSY_REPLY_THRESHOLD =
      number("busy-reply-threshold", 5000, 0, MAX).alias("lua-time-limit");

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          SLOWLOG_LOG_SLOWER_THAN,
          SLOWLOG_MAX_LEN,
          LATENCY_MONITOR_THRESHOLD,
          LATENCY_TRACKING,
          LATENCY_TRACKING_INFO_PERCENTILES,
          NOTIFY_KEYSPACE_EVENTS,
          BUSY_REPLY_THRESHOLD,
          yesNo("lua-enable-deprecated-api", false).with(HIDDEN, IMMUTABLE));

  private ObservationParameters() {}
}
