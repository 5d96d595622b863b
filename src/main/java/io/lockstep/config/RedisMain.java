package io.lockstep.config;

import static io.lockstep.command.parameter.NetworkParameters.PORT;
import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;
import static io.lockstep.command.parameter.ServerParameters.DIR;
import static io.lockstep.command.parameter.ServerParameters.SHUTDOWN_ON_SIGINT;
import static io.lockstep.command.parameter.ServerParameters.SHUTDOWN_ON_SIGTERM;

import io.lockstep.command.Command;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.family.CommandNames;
import io.lockstep.command.info.RedisVersion;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.file.CommandLine;
import io.lockstep.command.parameter.file.ConfigFile;
import io.lockstep.command.parameter.file.ConfigFileException;
import io.lockstep.command.parameter.file.ConfigLoader;
import io.lockstep.command.parameter.file.LoadedConfig;
import io.lockstep.server.LockstepNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node started in place of redis-server: its command line, its configuration file, its log lines
 * and its signals. Spring is loaded only when {@code --http-port} asks for REST.
 */
final class RedisMain {

  private static final Logger LOG = LoggerFactory.getLogger(RedisMain.class);
  private static final int FAILURE = 1;
  private static final long LONG_LOAD_BYTES = 16L << 20;

  private final PrintStream out;
  private final PrintStream err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean hasFailedToLoad;
  private volatile boolean isAskedToStop;

  RedisMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Starts a node from a command line in Redis' form, and ends the process with it. */
  static void main(String... args) {
    System.exit(new RedisMain(System.out, System.err).run(args));
  }

  /** Runs until the node is shut down; the result is the process' exit code. */
  int run(String... words) {
    return switch (CommandLine.of(words)) {
      case CommandLine.ShowVersion() -> tell(version());
      case CommandLine.ShowUsage() -> tell(USAGE);
      case CommandLine.CheckSystem() -> tell("[system] ... OK");
      case CommandLine.Refused(String reason) -> fail(reason);
      case CommandLine.Start start -> start(start);
    };
  }

  private int tell(String text) {
    out.println(text);
    return 0;
  }

  private int fail(String reason) {
    err.println(reason);
    return FAILURE;
  }

  private static String version() {
    return "Redis server v=%s sha=00000000:0 malloc=slab bits=64 build=lockstep"
        .formatted(RedisVersion.TEXT);
  }

  private int start(CommandLine.Start start) {
    Path workingDirectory = Path.of("").toAbsolutePath();
    Parameters parameters =
        new Parameters(ParameterCatalogue.complete(), workingDirectory.toString());
    List<Command> commands;
    try {
      commands = load(start, parameters, new ConfigFile(workingDirectory));
    } catch (ConfigFileException | IOException wrong) {
      return fail(wrong instanceof ConfigFileException file ? file.text() : wrong.toString());
    }
    if (!loadsLong(parameters)) {
      RedisLog.silence();
      LockstepNode.rehearse();
    }
    LockstepNode.putServingFirst();
    RedisLog.configure(parameters);
    Path configFile = start.configFile().map(workingDirectory::resolve).orElse(null);
    return serve(parameters, configFile, commands);
  }

  private static List<Command> load(
      CommandLine.Start start, Parameters parameters, ConfigFile files)
      throws ConfigFileException, IOException {
    String fileText =
        start.configFile().isPresent() ? files.read(Path.of(start.configFile().get())) : "";
    String standardInput =
        start.readsStandardInput()
            ? new String(System.in.readAllBytes(), StandardCharsets.ISO_8859_1)
            : "";
    ConfigLoader loader = new ConfigLoader(parameters, files, RedisVersion.TEXT);
    return renamed(loader, loader.load(start.text(fileText, standardInput)));
  }

  private static List<Command> renamed(ConfigLoader loader, LoadedConfig loaded)
      throws ConfigFileException {
    CommandNames names = new CommandNames();
    for (LoadedConfig.Renaming renaming : loaded.renamings()) {
      try {
        names.rename(renaming.command(), renaming.newName());
      } catch (CommandNames.RefusedException refused) {
        throw loader.failure(renaming.line(), String.valueOf(refused.getMessage()));
      }
    }
    return names.rows();
  }

  private int serve(Parameters parameters, @Nullable Path configFile, List<Command> commands) {
    try {
      LockstepNode node =
          LockstepNode.listen(parameters, configFile, commands, ended::countDown, ended::countDown);
      StopSignals.handle("TERM", name -> stop(node, parameters.get(SHUTDOWN_ON_SIGTERM), name));
      StopSignals.handle("INT", name -> interrupt(node, parameters.get(SHUTDOWN_ON_SIGINT), name));
      HttpSide http = HttpSide.start(parameters, node.inputs());
      System.gc(); // what the start made and keeps would else be moved while clients wait
      announce(node);
      boolean isRehearsed = !loadsLong(parameters);
      var _ = node.load().whenComplete((_, failure) -> loaded(node, isRehearsed, failure));
      ended.await();
      boolean isUnusable = hasFailedToLoad;
      http.close();
      node.close();
      if (isUnusable) {
        return FAILURE;
      }
      LOG.warn("Redis is now ready to exit, bye bye...");
      Runtime.getRuntime().halt(0);
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return FAILURE;
    } catch (RuntimeException failed) {
      LOG.warn(
          "Failed listening on port {} (tcp), aborting. {}",
          parameters.get(PORT),
          failed.getMessage());
      return FAILURE;
    }
  }

  /** Whether clients wait for the node's file for so long that a rehearsal need not come first. */
  private static boolean loadsLong(Parameters parameters) {
    try {
      Path file = Path.of(parameters.get(DIR), parameters.get(DBFILENAME));
      return Files.size(file) > LONG_LOAD_BYTES;
    } catch (IOException none) {
      return false;
    }
  }

  private void announce(LockstepNode node) {
    out.printf(" PID: %d%n", ProcessHandle.current().pid());
    out.flush();
    LOG.info("Running mode=standalone, port={}.", node.port());
    LOG.info("Server initialized");
  }

  private void loaded(LockstepNode node, boolean isRehearsed, @Nullable Throwable failure) {
    if (failure == null) {
      LOG.info("Ready to accept connections tcp");
      if (!isRehearsed) {
        LockstepNode.rehearseAside();
      }
      node.practise();
    } else if (ended.getCount() > 0) {
      LOG.warn("Fatal error loading the DB, check server logs. Exiting.");
      hasFailedToLoad = true;
      ended.countDown();
    }
  }

  private void stop(LockstepNode node, Set<String> flags, String signal) {
    LOG.warn("Received {} scheduling shutdown...", signal);
    isAskedToStop = true;
    var _ = node.departLater(ShutdownTerms.of(flags)).thenAccept(this::departed);
  }

  private void departed(boolean mayEnd) {
    if (mayEnd) {
      ended.countDown();
    } else {
      isAskedToStop = false;
    }
  }

  /** Whoever presses the keys twice does not want to wait (Redis, {@code sigShutdownHandler}). */
  private void interrupt(LockstepNode node, Set<String> flags, String signal) {
    if (isAskedToStop) {
      LOG.warn("You insist... exiting now.");
      node.deleteDraft();
      Runtime.getRuntime().halt(FAILURE);
    }
    stop(node, flags, signal);
  }

  private static final String USAGE =
      """
      Usage: lockstep.jar [/path/to/redis.conf] [options] [-]
             lockstep.jar - (read config from stdin)
             lockstep.jar -v or --version
             lockstep.jar -h or --help

      Examples:
             lockstep.jar --port 7777
             lockstep.jar --port 7777 --replicaof 127.0.0.1 8888
             lockstep.jar /etc/myredis.conf --loglevel verbose
             lockstep.jar --port 7777 --http-port 8080""";
}
