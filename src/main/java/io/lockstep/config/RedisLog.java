package io.lockstep.config;

import static io.lockstep.command.parameter.ServerParameters.LOGFILE;
import static io.lockstep.command.parameter.ServerParameters.LOGLEVEL;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.lockstep.command.parameter.Parameters;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Redis' log: its line form, its levels, to {@code logfile} or standard output. */
final class RedisLog {

  private RedisLog() {}

  /** Logs nothing until {@link #configure}. */
  static void silence() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
  }

  /** Makes the whole process log as these parameters say. */
  static void configure(Parameters parameters) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender(context, parameters.get(LOGFILE)));
    root.setLevel(Level.WARN);
    Logger own = context.getLogger("io.lockstep");
    own.setLevel(level(parameters.get(LOGLEVEL)));
    parameters.onChange(LOGLEVEL, name -> own.setLevel(level(name)));
  }

  private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext context, String file) {
    OutputStreamAppender<ILoggingEvent> appender;
    if (file.isEmpty()) {
      appender = new ConsoleAppender<>();
    } else {
      FileAppender<ILoggingEvent> toFile = new FileAppender<>();
      toFile.setFile(file);
      appender = toFile;
    }
    appender.setContext(context);
    appender.setEncoder(encoder(context));
    appender.start();
    return appender;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
    Line line = new Line();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(line);
    encoder.start();
    return encoder;
  }

  private static Level level(String name) {
    return switch (name) {
      case "debug" -> Level.TRACE;
      case "verbose" -> Level.DEBUG;
      case "warning" -> Level.WARN;
      case "nothing" -> Level.OFF;
      default -> Level.INFO;
    };
  }

  /** {@code 1234:M 01 Jan 2026 00:00:00.000 * text}. */
  private static final class Line extends LayoutBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final long pid = ProcessHandle.current().pid();

    @Override
    public String doLayout(ILoggingEvent event) {
      return "%d:M %s %c %s%s\n"
          .formatted(
              pid,
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
}
