package io.lockstep.command.info;

import static io.lockstep.command.parameter.NetworkParameters.BIND;
import static io.lockstep.command.parameter.NetworkParameters.PORT;
import static io.lockstep.command.parameter.ServerParameters.HZ;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.resp.RequestDecoder;
import java.util.function.ToLongFunction;

/** INFO about the process: the server, its clients and its use of the processor. */
final class ProcessSections {

  private static final long SECOND_MS = 1_000;
  private static final long DAY_S = 86_400;
  private static final double SECOND_NANOS = 1e9;
  private static final String JAVA_VERSION = Runtime.version().toString();
  private static final long LRU_CLOCK_MASK = 0xFFFFFF;

  private ProcessSections() {}

  static void server(Node node, InfoText info) {
    info.field("redis_version", RedisVersion.TEXT);
    info.field("redis_git_sha1", "00000000");
    info.zeros("redis_git_dirty");
    info.field("redis_build_id", "0");
    info.field("redis_mode", "standalone");
    info.field("os", system());
    info.field("arch_bits", 64);
    info.field("monotonic_clock", "POSIX clock_gettime");
    info.field("multiplexing_api", "epoll");
    info.field("atomicvar_api", "jvm");
    info.field("gcc_version", "0.0.0");
    process(node, info);
    time(node, info);
    info.field("executable", executable());
    info.field("config_file", node.control().configFile());
    info.zeros("io_threads_active");
    if (node.control().shutdownInMs() >= 0) {
      info.field("shutdown_in_milliseconds", node.control().shutdownInMs());
    }
    listener(node, info);
    info.field("lockstep_version", LockstepVersion.TEXT);
    info.field("lockstep_java_version", JAVA_VERSION);
  }

  private static void process(Node node, InfoText info) {
    info.field("process_id", node.control().processId());
    info.field("process_supervised", "no");
    info.field("run_id", node.runId());
    info.field("tcp_port", node.parameters().get(PORT));
  }

  private static void time(Node node, InfoText info) {
    long uptimeS = (node.nowMs() - node.control().startedAtMs()) / SECOND_MS;
    info.field("server_time_usec", node.nowMs() * 1_000);
    info.field("uptime_in_seconds", uptimeS);
    info.field("uptime_in_days", uptimeS / DAY_S);
    info.field("hz", node.parameters().get(HZ));
    info.field("configured_hz", node.parameters().get(HZ));
    info.field("lru_clock", node.nowMs() / SECOND_MS & LRU_CLOCK_MASK);
  }

  private static void listener(Node node, InfoText info) {
    StringBuilder listener = new StringBuilder("name=tcp");
    node.parameters().get(BIND).forEach(address -> listener.append(",bind=").append(address));
    listener.append(",port=").append(node.parameters().get(PORT));
    info.field("listener0", listener);
  }

  private static String system() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  private static String executable() {
    return System.getProperty("java.home") + "/bin/java";
  }

  static void clients(Node node, InfoText info) {
    long replicas = node.clients().all().stream().filter(Client::isReplica).count();
    long blocked = node.clients().all().stream().filter(c -> c.isBlocked() || c.waits).count();
    info.field("connected_clients", node.clients().count() - replicas);
    info.zeros("cluster_connections");
    info.field("maxclients", node.settings().maxClients);
    info.field("client_recent_max_input_buffer", most(node, ProcessSections::inputBytes));
    info.field("client_recent_max_output_buffer", most(node, c -> c.connection().unsentBytes()));
    info.field("blocked_clients", blocked);
    info.zeros("tracking_clients");
    info.field("pubsub_clients", node.subscriptions().subscribers());
    info.field("clients_in_timeout_table", node.keyWaits().timed());
    info.field("total_blocking_keys", node.keyWaits().keys());
    info.field("total_blocking_keys_on_nokey", node.keyWaits().keysWakingWhenGone());
    info.field("lockstep_peak_clients", node.statistics().peakClients);
  }

  private static long inputBytes(Client client) {
    RequestDecoder input = client.input;
    return input == null ? 0 : input.capacity();
  }

  private static long most(Node node, ToLongFunction<Client> bytes) {
    return node.clients().all().stream().mapToLong(bytes).max().orElse(0);
  }

  /** The runtime does not tell user from system time; all is shown as the user's. */
  static void cpu(Node node, InfoText info) {
    String seconds = InfoText.decimal(node.control().cpuNanos() / SECOND_NANOS, 6);
    info.field("used_cpu_sys", "0.000000");
    info.field("used_cpu_user", seconds);
    info.field("used_cpu_sys_children", "0.000000");
    info.field("used_cpu_user_children", "0.000000");
    info.field("used_cpu_sys_main_thread", "0.000000");
    info.field("used_cpu_user_main_thread", seconds);
  }
}
