package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.regex.Pattern;

/** What is said and asked about the link between a master and its replica. */
final class Links {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private Links() {}

  /** Makes a server a replica of another. */
  static void follow(PeerServer replica, PeerServer master) {
    assertThat(replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port())))
        .isEqualTo("OK");
  }

  static void awaitUp(PeerServer replica) {
    await()
        .atMost(LIMIT)
        .pollInterval(POLL)
        .until(() -> field(replica, "replication", "master_link_status").equals("up"));
  }

  /** Waits until both have applied the same stream, and checks that they hold the same data. */
  static void awaitEqual(PeerServer master, PeerServer replica) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              assertThat(offset(replica, "slave_repl_offset")).isEqualTo(offset(master, OFFSET));
              assertThat(digest(replica)).isEqualTo(digest(master)).isNotEqualTo("0".repeat(40));
            });
  }

  private static final String OFFSET = "master_repl_offset";

  static String digest(PeerServer server) {
    return String.valueOf(server.call("DEBUG", "DIGEST"));
  }

  static long offset(PeerServer server, String name) {
    return Long.parseLong(field(server, "replication", name));
  }

  static long stat(PeerServer server, String name) {
    return Long.parseLong(field(server, "stats", name));
  }

  /** One field of INFO, or nothing if it is not there. */
  static String field(PeerServer server, String section, String name) {
    var text = String.valueOf(server.call("INFO", section));
    var found = Pattern.compile("(?m)^" + name + ":(.*?)\r?$").matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
