package io.lockstep.config;

import static java.util.function.Predicate.not;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * A replica of this application's node, in an application context of its own. Closing either closes
 * both.
 */
class PairedReplica {
  private static final Logger LOG = LoggerFactory.getLogger(PairedReplica.class);
  private static final Set<String> OWN_ARGUMENTS =
      Set.of(
          "--spring.profiles.active",
          "--server.port",
          "--lockstep.port",
          "--lockstep.replicaof",
          "--lockstep.dbfilename",
          "--lockstep.http-port");

  private final NodeFactory factory;
  private final NodeLifecycle master;
  private final LockstepProperties.Pair properties;
  private final String[] arguments;
  private @Nullable ConfigurableApplicationContext replica;

  PairedReplica(
      NodeFactory factory,
      NodeLifecycle master,
      LockstepProperties.Pair properties,
      String... arguments) {
    this.factory = factory;
    this.master = master;
    this.properties = properties;
    this.arguments = arguments;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    var context = ready.getApplicationContext();
    ApplicationListener<ContextClosedEvent> closeBoth = _ -> close(context);
    var started =
        new SpringApplicationBuilder(LockstepApplication.class)
            .initializers(to -> to.getBeanFactory().registerSingleton("nodeFactory", factory))
            .listeners(closeBoth)
            .run(replicaArguments(context.getEnvironment()));
    replica = started;
    LOG.info("{}", invitation(context, started));
  }

  @EventListener
  void stop(ContextClosedEvent closed) {
    if (replica != null) {
      close(replica);
    }
  }

  /** Closes once: a second close inside the first would take the web server from under it. */
  private static void close(ConfigurableApplicationContext context) {
    if (!context.isClosed()) {
      context.close();
    }
  }

  private String[] replicaArguments(Environment environment) {
    var inherited = Arrays.stream(arguments).filter(not(PairedReplica::isOwn));
    var own =
        Stream.of(
            "--spring.profiles.active=" + otherProfiles(environment),
            "--server.port=" + properties.httpPort(),
            "--lockstep.port=" + properties.port(),
            "--lockstep.replicaof=127.0.0.1 " + master.port());
    return Stream.of(password(environment), fileName(environment), inherited, own)
        .flatMap(arguments -> arguments)
        .toArray(String[]::new);
  }

  /** The master's password, unless the replica was given one to send. */
  private static Stream<String> password(Environment environment) {
    var password = environment.getProperty("lockstep.requirepass");
    return password == null || environment.containsProperty("lockstep.masterauth")
        ? Stream.empty()
        : Stream.of("--lockstep.masterauth=" + password);
  }

  /** Both may keep a file in the folder that they share, but not the same one. */
  private static Stream<String> fileName(Environment environment) {
    boolean keepFiles =
        Stream.of("lockstep.dir", "lockstep.save", "lockstep.dbfilename")
            .anyMatch(environment::containsProperty);
    String name = environment.getProperty("lockstep.dbfilename", "dump.rdb");
    return keepFiles ? Stream.of("--lockstep.dbfilename=replica-" + name) : Stream.empty();
  }

  private static boolean isOwn(String argument) {
    return OWN_ARGUMENTS.contains(argument.split("=", 2)[0]);
  }

  private static String otherProfiles(Environment environment) {
    return Arrays.stream(environment.getActiveProfiles())
        .filter(not(PairConfiguration.PROFILE::equals))
        .collect(Collectors.joining(","));
  }

  private static String invitation(
      ConfigurableApplicationContext master, ConfigurableApplicationContext replica) {
    return """
    A pair is up.
      master   RESP %1$d   HTTP http://localhost:%3$s
      replica  RESP %2$d   HTTP http://localhost:%4$s
    Try:
      redis-cli -p %1$d set greeting hello
      redis-cli -p %2$d get greeting
      curl localhost:%3$s/replication/replicas
      curl localhost:%3$s/replication/backlog
      curl localhost:%4$s/actuator/health
      curl -X DELETE localhost:%4$s/replication/replicaof    # promotes the replica
      open http://localhost:%3$s                             # the dashboard
    """
        .formatted(respPort(master), respPort(replica), httpPort(master), httpPort(replica))
        .stripTrailing();
  }

  private static int respPort(ConfigurableApplicationContext context) {
    return context.getBean(NodeLifecycle.class).port();
  }

  private static @Nullable String httpPort(ConfigurableApplicationContext context) {
    return context.getEnvironment().getProperty("local.server.port");
  }
}
