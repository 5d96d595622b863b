package io.lockstep.config;

import static io.lockstep.command.parameter.ReplicationParameters.REPLICAOF;
import static io.lockstep.command.parameter.ServerParameters.LOGFILE;
import static io.lockstep.command.parameter.ServerParameters.LOGLEVEL;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.server.LockstepNode;
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
    root.addAppender(appender(context, parameters));
    root.setLevel(Level.WARN);
    Logger own = context.getLogger("io.lockstep");
    own.setLevel(level(parameters.get(LOGLEVEL)));
    parameters.onChange(LOGLEVEL, name -> own.setLevel(level(name)));
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, Parameters parameters) {
    String file = parameters.get(LOGFILE);
    OutputStreamAppender<ILoggingEvent> appender;
    if (file.isEmpty()) {
      appender = new ConsoleAppender<>();
    } else {
      FileAppender<ILoggingEvent> toFile = new FileAppender<>();
      toFile.setFile(file);
      appender = toFile;
    }
    appender.setContext(context);
    appender.setEncoder(encoder(context, parameters));
    appender.addFilter(new LivesOnly());
    appender.start();
    return appender;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(
      LoggerContext context, Parameters parameters) {
    RedisLogLine line = new RedisLogLine(ProcessHandle.current().pid());
    parameters.follow(REPLICAOF, master -> line.isReplica(master.isPresent()));
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(line);
    encoder.start();
    return encoder;
  }

  /** Has nothing of a rehearsal in the log. */
  private static final class LivesOnly extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      return LockstepNode.isOfRehearsal(event.getThreadName())
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
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
}
