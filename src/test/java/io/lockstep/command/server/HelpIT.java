package io.lockstep.command.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.Command;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.RedisExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HELP is a reply as others are: every container answers Redis' lines. */
class HelpIT {

  /** Of CLIENT, what Redis 7.2 has and 7.0 has not. */
  private static final List<String> SINCE_7_2 =
      List.of(
          "+SETINFO <option> <value>",
          "+    Set client meta attr. Options are:",
          "+    * LIB-NAME: the client lib name.",
          "+    * LIB-VER: the client lib version.",
          "+NO-TOUCH (ON|OFF)",
          "+    Will not touch LRU/LFU stats when this mode is on.");

  /** Of CLIENT, what Lockstep has not: the tracking of keys. */
  private static final List<String> ABSENT =
      List.of(
          "+CACHING (YES|NO)",
          "+    Enable/disable tracking of the keys for next command in OPTIN/OPTOUT modes.",
          "+TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]]",
          "+         [OPTIN] [OPTOUT] [NOLOOP]",
          "+    Control server assisted client side caching.");

  private static RealRedis redis;

  private CommandFixture node;
  private RedisConnection peer;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis = RealRedis.start(RedisExecutable.PATH);
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
    peer = redis.connect();
  }

  @AfterEach
  void close() {
    node.close();
    peer.close();
  }

  @Test
  void everyContainerAnswersRedisLines() {
    List<String> containers = containers();
    assertThat(containers).contains("CLIENT", "CONFIG", "LATENCY", "MEMORY", "SLOWLOG");
    for (String container : containers) {
      List<String> ours = lines(node.line(container + " HELP"));
      List<String> theirs = theirLines(container);
      if (container.equals("CLIENT")) {
        assertThat(ours).containsAll(SINCE_7_2);
        ours.removeAll(SINCE_7_2);
        theirs.removeAll(ABSENT);
      }
      assertThat(ours).as(container).isEqualTo(theirs);
    }
  }

  private List<String> containers() {
    List<String> containers = new ArrayList<>();
    for (Command command : CommandFamilies.ALL) {
      if (command.subcommands().stream().anyMatch(sub -> sub.name().equals("help"))) {
        containers.add(command.name().toUpperCase(Locale.ROOT));
      }
    }
    return containers;
  }

  private List<String> theirLines(String container) {
    peer.send(RedisConnection.encode(container, "HELP"));
    return lines(new String(peer.receive(), ISO_8859_1));
  }

  /** The lines of the reply, without the count in front of them. */
  private static List<String> lines(String reply) {
    List<String> lines = new ArrayList<>(reply.lines().toList());
    lines.removeFirst();
    return lines;
  }
}
