package io.lockstep.command.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.ShutdownTerms.Save;
import io.lockstep.command.description.CommandDocs;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.SetValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCommandsTest {

  private final CommandFixture node = new CommandFixture(CommandFamilies.ALL);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void infoShowsTheSectionsAskedForInRedisOrder() {
    assertThat(titles(node.line("INFO keyspace SERVER"))).containsExactly("Server", "Keyspace");
    assertThat(titles(node.line("INFO nothing"))).isEmpty();
    assertThat(titles(node.line("INFO")))
        .containsExactly(
            "Server",
            "Clients",
            "Memory",
            "Persistence",
            "Stats",
            "Replication",
            "CPU",
            "Modules",
            "Errorstats",
            "Cluster",
            "Keyspace");
    assertThat(titles(node.line("INFO everything"))).contains("Commandstats", "Latencystats");
  }

  private static List<String> titles(String info) {
    return info.lines().filter(line -> line.startsWith("# ")).map(l -> l.substring(2)).toList();
  }

  @Test
  void infoTellsOfTheServerItself() {
    assertThat(node.line("INFO server"))
        .contains("redis_version:7.2.4\r\n", "run_id:" + "a".repeat(40), "uptime_in_seconds:10\r\n")
        .contains("tcp_port:6379\r\n", "process_id:4711\r\n", "lockstep_version:");
  }

  @Test
  void infoCountsKeysAndMemory() {
    node.node.keyspace().database(3).putString(new byte[] {1}, 0, 1, new byte[9], 0, 9, -1);
    assertThat(node.line("INFO keyspace")).contains("db3:keys=1,expires=0,avg_ttl=0\r\n");
    assertThat(node.line("INFO memory"))
        .contains("used_memory:" + node.node.keyspace().bytesInUse() + "\r\n")
        .contains("used_memory_rss:50000000\r\n", "used_memory_rss_human:47.68M\r\n")
        .contains("lockstep_heap_bytes:20000000\r\n");
  }

  @Test
  void infoCountsCommandsAndErrorsUntilResetstat() {
    node.line("PING");
    node.line("SELECT x");
    node.line("SELECT");
    assertThat(node.line("INFO commandstats"))
        .contains("cmdstat_ping:calls=1,usec=0,usec_per_call=0.00,rejected_calls=0,failed_calls=0")
        .contains(
            "cmdstat_select:calls=1,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=1");
    assertThat(node.line("INFO errorstats")).contains("errorstat_ERR:count=2\r\n");
    assertThat(node.line("CONFIG RESETSTAT")).isEqualTo("+OK\r\n");
    assertThat(node.line("INFO commandstats")).doesNotContain("cmdstat_ping");
    assertThat(node.line("INFO errorstats")).doesNotContain("errorstat_");
  }

  @Test
  void ratesAreMeansOfTheLastSamples() {
    node.node.sample();
    for (int i = 0; i < 16; i++) {
      node.line("PING");
      node.line("PING");
      node.advance(100);
      node.node.sample();
    }
    assertThat(node.line("INFO stats")).contains("instantaneous_ops_per_sec:20\r\n");
  }

  @Test
  void timeIsTheBatchsTime() {
    assertThat(node.line("TIME")).isEqualTo("*2\r\n$10\r\n1700000000\r\n$1\r\n0\r\n");
    node.advance(7);
    assertThat(node.line("TIME")).isEqualTo("*2\r\n$10\r\n1700000000\r\n$4\r\n7000\r\n");
    assertThat(node.line("LASTSAVE")).isEqualTo(":1699999990\r\n");
  }

  @Test
  void shutdownAsksTheProcess() {
    assertThat(node.line("SHUTDOWN FOO")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("SHUTDOWN SAVE NOSAVE")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("SHUTDOWN ABORT")).isEqualTo("-ERR No shutdown in progress.\r\n");
    assertThat(node.control.asked).isEmpty();
    assertThat(node.line("SHUTDOWN NOSAVE NOW FORCE")).isEmpty();
    assertThat(node.control.asked)
        .containsExactly("shutdown " + new ShutdownTerms(Save.NEVER, true, true));
  }

  @Test
  void configRewriteReplacesTheFile() {
    assertThat(node.line("CONFIG REWRITE"))
        .isEqualTo("-ERR The server is running without a config file\r\n");
    node.control.configFile = "/etc/lockstep.conf";
    node.control.configText = "# mine\nmaxclients 7\n";
    node.line("CONFIG SET maxclients 9");
    assertThat(node.line("CONFIG REWRITE")).isEqualTo("+OK\r\n");
    assertThat(node.control.configText).startsWith("# mine\nmaxclients 9\n");
    node.control.readOnly = true;
    assertThat(node.line("CONFIG REWRITE"))
        .isEqualTo("-ERR Rewriting config file: Permission denied\r\n");
  }

  @Test
  void slowCommandsAreLoggedNewestFirst() {
    node.line("CONFIG SET slowlog-log-slower-than 5");
    node.nanosPerCommand = 6_000;
    node.run("ECHO", "x".repeat(130));
    node.line("CONFIG SET masterauth secret");
    node.nanosPerCommand = 0;
    assertThat(node.line("SLOWLOG LEN")).isEqualTo(":2\r\n");
    assertThat(node.line("SLOWLOG GET 1"))
        .startsWith("*1\r\n*6\r\n:1\r\n:1700000000\r\n:6\r\n*4\r\n")
        .contains("(redacted)")
        .doesNotContain("secret");
    assertThat(node.line("SLOWLOG GET")).contains("x".repeat(128) + "... (2 more bytes)");
    assertThat(node.line("SLOWLOG RESET")).isEqualTo("+OK\r\n");
    assertThat(node.line("SLOWLOG GET -1")).isEqualTo("*0\r\n");
  }

  @Test
  void commandKnowsWhereKeysAre() {
    assertThat(node.line("COMMAND GETKEYS MEMORY USAGE k")).isEqualTo("*1\r\n$1\r\nk\r\n");
    assertThat(node.line("COMMAND GETKEYSANDFLAGS MEMORY USAGE k"))
        .isEqualTo("*1\r\n*2\r\n$1\r\nk\r\n*1\r\n+RO\r\n");
    assertThat(node.line("COMMAND GETKEYS foo bar"))
        .isEqualTo("-ERR Invalid command specified\r\n");
    assertThat(node.line("COMMAND GETKEYS ping"))
        .isEqualTo("-ERR The command has no key arguments\r\n");
    assertThat(node.line("COMMAND GETKEYS memory usage"))
        .isEqualTo("-ERR Invalid number of arguments specified for command\r\n");
  }

  @Test
  void everyCommandIsDocumented() {
    List<String> silent = new ArrayList<>();
    node.node
        .commands()
        .forEach(
            entry -> {
              if (!CommandDocs.has(entry.command())) {
                silent.add(entry.command().fullName());
              }
            });
    assertThat(silent).isEmpty();
  }

  @Test
  void memoryStatsAddUp() {
    node.line("SET a 1");
    node.line("SET b 1 EX 100");
    Map<String, String> figures = figures(node.line("MEMORY STATS"));
    Database database = node.node.keyspace().database(0);
    long used = node.node.keyspace().bytesInUse();
    assertThat(database.expiryTableBytes()).isBetween(1L, database.tableBytes() - 1);
    assertThat(figures)
        .containsEntry("total.allocated", ":" + used)
        .containsEntry("peak.allocated", ":" + used)
        .containsEntry(
            "overhead.hashtable.main", ":" + (database.tableBytes() - database.expiryTableBytes()))
        .containsEntry("overhead.hashtable.expires", ":" + database.expiryTableBytes())
        .containsEntry("overhead.total", ":" + database.tableBytes())
        .containsEntry("dataset.bytes", ":" + (used - database.tableBytes()))
        .containsEntry("keys.count", ":2")
        .containsEntry("keys.bytes-per-key", ":" + used / 2);
  }

  /** Names and numbers of the reply; what is no integer is left out. */
  private static Map<String, String> figures(String reply) {
    List<String> lines = reply.lines().toList();
    Map<String, String> figures = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith(":")) {
        figures.put(lines.get(i - 1), lines.get(i));
      }
    }
    return figures;
  }

  @Test
  void tellsWhereThePagesAre() {
    node.line("SET a 1");
    assertThat(node.line("MEMORY MALLOC-STATS"))
        .contains("Allocated: " + node.node.keyspace().bytesInUse() + ", active: ")
        .contains("Java heap in use: 20000000");
  }

  @Test
  void memoryUsageIsThatOfTheRecord() {
    node.node.keyspace().database(0).putString(new byte[] {'k'}, 0, 1, new byte[99], 0, 99, -1);
    long before = node.node.keyspace().bytesInUse();
    node.node.keyspace().database(0).putString(new byte[] {'j'}, 0, 1, new byte[99], 0, 99, -1);
    long bytes = node.node.keyspace().bytesInUse() - before;
    assertThat(node.line("MEMORY USAGE j")).isEqualTo(":" + (bytes + 8) + "\r\n");
    assertThat(node.line("MEMORY USAGE nothing")).isEqualTo("$-1\r\n");
    assertThat(node.line("MEMORY USAGE k SAMPLES")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void memoryUsageCountsAllThatABigValueLeadsTo() {
    Keyspace keyspace = node.node.keyspace();
    SetValue set =
        keyspace.sets().create(keyspace.database(0), new byte[] {'s'}, 0, 1, -1, false, 0);
    for (int i = 0; i < 2_000; i++) {
      byte[] member = ("member " + i).getBytes(ISO_8859_1);
      set.add(member, 0, member.length);
    }
    long bytes = keyspace.bytesInUse() - keyspace.database(0).tableBytes();
    assertThat(node.line("MEMORY USAGE s SAMPLES 0")).isEqualTo(":" + (bytes + 8) + "\r\n");
    String sampled = node.line("MEMORY USAGE s").strip().substring(1);
    assertThat(Long.parseLong(sampled)).isCloseTo(bytes, Percentage.withPercentage(10));
  }
}
