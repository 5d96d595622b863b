package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.text;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.DENIED_WHILE_LOADING;
import static io.lockstep.command.parameter.Trait.HIDDEN;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;
import static io.lockstep.command.parameter.Trait.PROTECTED;

import io.lockstep.command.parameter.value.DirectoryType;
import io.lockstep.command.parameter.value.FlagsType;
import io.lockstep.command.parameter.value.IntegerType;
import io.lockstep.command.parameter.value.OomAdjustments;
import io.lockstep.command.parameter.value.OomAdjustmentsType;
import io.lockstep.command.parameter.value.StringType;
import java.util.List;
import java.util.Set;

/** The process: its directory, log, clock, shutdown, and how it appears to the system. */
public final class ServerParameters {
  private static final long INT_MAX = Integer.MAX_VALUE;

  public static final Parameter<Boolean> DAEMONIZE = yesNo("daemonize", false).with(IMMUTABLE);
  public static final Parameter<String> PIDFILE = optionalText("pidfile").with(IMMUTABLE);
  public static final Parameter<String> DIR =
      row("dir", new DirectoryType(), "/").with(PROTECTED, DENIED_WHILE_LOADING);
  public static final Parameter<Long> DATABASES =
      number("databases", 16, 1, INT_MAX).with(IMMUTABLE);
  public static final Parameter<Boolean> ALWAYS_SHOW_LOGO =
      yesNo("always-show-logo", false).with(IMMUTABLE);
  public static final Parameter<String> LOGLEVEL =
      choice("loglevel", "notice", "debug", "verbose", "notice", "warning");
  public static final Parameter<String> LOGFILE = text("logfile", "").with(IMMUTABLE);
  public static final Parameter<Long> HZ =
      row("hz", IntegerType.between(0, INT_MAX).pulledInto(1, 500), 10L);
  public static final Parameter<Boolean> DYNAMIC_HZ = yesNo("dynamic-hz", true);
  public static final Parameter<Long> SHUTDOWN_TIMEOUT = number("shutdown-timeout", 10, 0, INT_MAX);
  public static final Parameter<Set<String>> SHUTDOWN_ON_SIGINT =
      row("shutdown-on-sigint", FlagsType.shutdown(), Set.of());
  public static final Parameter<Set<String>> SHUTDOWN_ON_SIGTERM =
      row("shutdown-on-sigterm", FlagsType.shutdown(), Set.of());

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          DAEMONIZE,
          choice("supervised", "no", "upstart", "systemd", "auto", "no").with(IMMUTABLE),
          PIDFILE,
          DIR,
          DATABASES,
          ALWAYS_SHOW_LOGO,
          yesNo("set-proc-title", true).with(IMMUTABLE),
          row(
              "proc-title-template",
              StringType.any().checkedBy(Complaints::aboutTitleTemplate),
              "{title} {listen-addr} {server-mode}"),
          text("locale-collate", ""),
          LOGLEVEL,
          LOGFILE,
          yesNo("syslog-enabled", false).with(IMMUTABLE),
          text("syslog-ident", "redis").with(IMMUTABLE),
          row("syslog-facility", Names.SYSLOG_FACILITIES, "local0").with(IMMUTABLE),
          HZ,
          DYNAMIC_HZ,
          SHUTDOWN_TIMEOUT,
          SHUTDOWN_ON_SIGINT,
          SHUTDOWN_ON_SIGTERM,
          yesNo("crash-log-enabled", true),
          yesNo("crash-memcheck-enabled", true),
          yesNo("use-exit-on-panic", false).with(HIDDEN),
          yesNo("enable-debug-assert", false).with(HIDDEN, IMMUTABLE),
          number("watchdog-period", 0, 0, INT_MAX).with(HIDDEN),
          row("oom-score-adj", Names.OOM_MODES, "no"),
          row("oom-score-adj-values", new OomAdjustmentsType(), new OomAdjustments(0, 200, 800)),
          yesNo("disable-thp", true).with(IMMUTABLE),
          text("ignore-warnings", ""),
          optionalText("server_cpulist").with(IMMUTABLE),
          optionalText("bio_cpulist").with(IMMUTABLE),
          optionalText("aof_rewrite_cpulist").with(IMMUTABLE),
          optionalText("bgsave_cpulist").with(IMMUTABLE));

  private ServerParameters() {}
}
