package io.lockstep.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of Redis' log: {@code 1234:M 01 Jan 2026 00:00:00.000 * text}, where {@code M} stands for
 * a master and {@code S} for a replica.
 */
final class RedisLogLine extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final long pid;
  private volatile char role = 'M'; // the engine's thread changes it, any thread logs

  RedisLogLine(long pid) {
    this.pid = pid;
  }

  /** Whether lines from now on are a replica's. */
  void isReplica(boolean isReplica) {
    role = isReplica ? 'S' : 'M';
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return "%d:%c %s %c %s%s\n"
        .formatted(
            pid,
            role,
            TIME.format(Instant.ofEpochMilli(event.getTimeStamp())),
            mark(event.getLevel()),
            event.getFormattedMessage(),
            cause(event));
  }

  private static char mark(Level level) {
    return switch (level.toInt()) {
      case Level.TRACE_INT -> '.';
      case Level.DEBUG_INT -> '-';
      case Level.INFO_INT -> '*';
      default -> '#';
    };
  }

  private static String cause(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : " (" + event.getThrowableProxy().getClassName() + ")";
  }
}
