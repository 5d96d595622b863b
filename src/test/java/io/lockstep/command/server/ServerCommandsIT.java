package io.lockstep.command.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.Command;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.RedisExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same requests about the server and its connections go to Lockstep and to a real redis-server
 * 7.0: replies must be the same, except where 7.2 differs.
 */
class ServerCommandsIT {

  private static final int REQUESTS = 3_000;
  private static final String VARIABLE = "(cmdstat_|errorstat_|latency_percentiles|\\$|db\\d).*";

  /** Commands that are different in 7.2, or different here for a reason. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "client|setname", // has tips in 7.2
          "command|getkeys", // takes requests without arguments in 7.2
          "command|getkeysandflags",
          "wait", // may be called from scripts in 7.2
          "set", // the keys' specs have notes
          "getex",
          "sort",
          "sort_ro",
          "xadd",
          "pfcount", // likewise, and 7.2 shows that it may replicate
          "zrank", // takes WITHSCORE in 7.2
          "zrevrank",
          "bzpopmin", // may be called from scripts in 7.2
          "bzpopmax",
          "bitfield");

  private static RealRedis redis;

  private CommandFixture node;
  private RedisConnection peer;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis = RealRedis.start(RedisExecutable.PATH, "--enable-debug-command", "yes");
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void open() {
    node = new CommandFixture(CommandFamilies.ALL);
    node.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
    peer = redis.connect();
  }

  @AfterEach
  void close() {
    node.close();
    peer.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void repliesAreRedis(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, String> wrong = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      String request = ServerRequests.ALL.get(random.nextInt(ServerRequests.ALL.size()));
      peer.send(RedisConnection.encode(request.split(" ", -1)));
      String theirs = new String(peer.receive(), ISO_8859_1);
      String ours = node.line(request);
      if (!ours.equals(theirs)) {
        wrong.put(request, "\n  " + ours + "\n  " + theirs);
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  @Test
  void commandsAreDescribedAsInRedis() {
    List<String> wrong = new ArrayList<>();
    node.node.commands().forEach(entry -> compareDescription(entry.command(), wrong));
    assertThat(wrong).isEmpty();
  }

  private void compareDescription(Command command, List<String> wrong) {
    String name = command.fullName();
    Object expected = redis.call("COMMAND", "INFO", name);
    boolean isNewOrContainer =
        Objects.equals(expected, new ArrayList<>(java.util.Collections.singletonList(null)))
            || !command.subcommands().isEmpty()
            || DIFFERENT.contains(name);
    if (!isNewOrContainer) {
      peer.send(RedisConnection.encode("COMMAND", "INFO", name));
      String theirs = new String(peer.receive(), ISO_8859_1);
      String ours = node.run("COMMAND", "INFO", name);
      if (!ours.equals(theirs)) {
        wrong.add(name + "\n  " + ours.replace("\r\n", " ") + "\n  " + theirs.replace("\r\n", " "));
      }
    }
  }

  @Test
  void infoHasEveryFieldInRedisOrder() {
    List<String> theirs = fields(String.valueOf(redis.call("INFO", "all")));
    List<String> ours = fields(node.line("INFO all"));
    assertThat(ours).containsAll(theirs);
    ours.retainAll(theirs);
    assertThat(ours).isEqualTo(theirs);
  }

  /**
   * Field names in order. Those of commands, errors and databases depend on what was done, and the
   * section on replication is the engine's.
   */
  private static List<String> fields(String info) {
    List<String> fields = new ArrayList<>();
    boolean isOurs = true;
    for (String line : info.lines().toList()) {
      isOurs = line.startsWith("# ") ? !line.equals("# Replication") : isOurs;
      int colon = line.indexOf(':');
      if (isOurs && colon > 0 && !line.matches(VARIABLE)) {
        fields.add(line.substring(0, colon));
      }
    }
    return fields;
  }

  @Test
  void clientLinesHaveRedisFields() {
    List<String> theirs = keys(String.valueOf(redis.call("CLIENT", "INFO")));
    List<String> ours = keys(node.line("CLIENT INFO").lines().toList().get(1));
    assertThat(ours.subList(0, theirs.size())).isEqualTo(theirs);
    assertThat(ours.subList(theirs.size(), ours.size())).containsExactly("lib-name", "lib-ver");
  }

  private static List<String> keys(String line) {
    List<String> keys = new ArrayList<>();
    for (String pair : line.strip().split(" ", -1)) {
      keys.add(pair.substring(0, pair.indexOf('=')));
    }
    return keys;
  }

  @Test
  void subcommandsAreThoseOfRedis() {
    Set<String> absent = Set.of("client|caching", "client|tracking", "command|info");
    for (String container :
        List.of("client", "config", "command", "memory", "slowlog", "latency")) {
      Set<String> missing = new TreeSet<>(names(container));
      missing.removeIf(name -> node.node.commands().find(name) != null || absent.contains(name));
      assertThat(missing).as(container).isEmpty();
    }
  }

  private static List<String> names(String container) {
    Object found = redis.call("COMMAND", "LIST", "FILTERBY", "PATTERN", container + "|*");
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  @Test
  void memoryIsToldFigureByFigureAsInRedis() {
    for (String request : List.of("FLUSHALL", "SET a 1", "SELECT 3", "SET b 1 EX 100")) {
      assertThat(node.line(request)).isEqualTo(replyOf(request.split(" ", -1)));
    }
    assertThat(figures(node.line("MEMORY STATS")))
        .contains("db.0", "db.3")
        .isEqualTo(figures(replyOf("MEMORY", "STATS")));
  }

  @Test
  void memoryOfASmallInstanceIsDiagnosedAsInRedis() {
    assertThat(node.line("MEMORY DOCTOR")).isEqualTo(replyOf("MEMORY", "DOCTOR"));
  }

  private String replyOf(String... request) {
    peer.send(RedisConnection.encode(request));
    return new String(peer.receive(), ISO_8859_1);
  }

  private static List<String> figures(String reply) {
    return reply.lines().filter(line -> line.matches("[a-z].*")).toList();
  }
}
