package io.lockstep.command;

import static io.lockstep.command.parameter.DataParameters.HASH_MAX_LISTPACK_ENTRIES;
import static io.lockstep.command.parameter.DataParameters.HASH_MAX_LISTPACK_VALUE;
import static io.lockstep.command.parameter.DataParameters.HLL_SPARSE_MAX_BYTES;
import static io.lockstep.command.parameter.DataParameters.LAZYFREE_LAZY_EVICTION;
import static io.lockstep.command.parameter.DataParameters.LAZYFREE_LAZY_EXPIRE;
import static io.lockstep.command.parameter.DataParameters.LAZYFREE_LAZY_SERVER_DEL;
import static io.lockstep.command.parameter.DataParameters.LAZYFREE_LAZY_USER_DEL;
import static io.lockstep.command.parameter.DataParameters.LIST_MAX_LISTPACK_SIZE;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.DataParameters.SET_MAX_INTSET_ENTRIES;
import static io.lockstep.command.parameter.DataParameters.SET_MAX_LISTPACK_ENTRIES;
import static io.lockstep.command.parameter.DataParameters.SET_MAX_LISTPACK_VALUE;
import static io.lockstep.command.parameter.DataParameters.STREAM_NODE_MAX_BYTES;
import static io.lockstep.command.parameter.DataParameters.STREAM_NODE_MAX_ENTRIES;
import static io.lockstep.command.parameter.DataParameters.ZSET_MAX_LISTPACK_ENTRIES;
import static io.lockstep.command.parameter.DataParameters.ZSET_MAX_LISTPACK_VALUE;
import static io.lockstep.command.parameter.NetworkParameters.CLIENT_OUTPUT_BUFFER_LIMIT;
import static io.lockstep.command.parameter.NetworkParameters.CLIENT_QUERY_BUFFER_LIMIT;
import static io.lockstep.command.parameter.NetworkParameters.MAXCLIENTS;
import static io.lockstep.command.parameter.NetworkParameters.MAXMEMORY_CLIENTS;
import static io.lockstep.command.parameter.NetworkParameters.PROTECTED_MODE;
import static io.lockstep.command.parameter.NetworkParameters.PROTO_MAX_BULK_LEN;
import static io.lockstep.command.parameter.NetworkParameters.TIMEOUT;
import static io.lockstep.command.parameter.ObservationParameters.LATENCY_TRACKING;
import static io.lockstep.command.parameter.ObservationParameters.NOTIFY_KEYSPACE_EVENTS;
import static io.lockstep.command.parameter.ObservationParameters.SLOWLOG_LOG_SLOWER_THAN;
import static io.lockstep.command.parameter.OwnParameters.CLIENT_OUTPUT_HIGH_WATER;
import static io.lockstep.command.parameter.ReplicationParameters.MIN_REPLICAS_MAX_LAG;
import static io.lockstep.command.parameter.ReplicationParameters.MIN_REPLICAS_TO_WRITE;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_IGNORE_MAXMEMORY;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_READ_ONLY;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_SERVE_STALE_DATA;
import static io.lockstep.command.parameter.SecurityParameters.ENABLE_DEBUG_COMMAND;
import static io.lockstep.command.parameter.SecurityParameters.ENABLE_MODULE_COMMAND;
import static io.lockstep.command.parameter.SecurityParameters.REQUIREPASS;

import io.lockstep.command.parameter.Parameter;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.parameter.value.EventClasses;
import io.lockstep.command.parameter.value.OutputLimits;
import io.lockstep.keyspace.ValueLimits;
import io.lockstep.replication.downstream.MinReplicas;
import io.lockstep.resp.ProtocolLimits;
import java.util.List;

/**
 * The parameters that are read while commands run, as plain fields: each follows its parameter, so
 * that no command looks one up.
 */
public final class Settings {

  private static final long NANOS_PER_MICRO = 1_000;

  private static final List<Parameter<Long>> VALUE_LIMITS =
      List.of(
          HASH_MAX_LISTPACK_ENTRIES,
          HASH_MAX_LISTPACK_VALUE,
          LIST_MAX_LISTPACK_SIZE,
          SET_MAX_INTSET_ENTRIES,
          SET_MAX_LISTPACK_ENTRIES,
          SET_MAX_LISTPACK_VALUE,
          STREAM_NODE_MAX_BYTES,
          STREAM_NODE_MAX_ENTRIES,
          ZSET_MAX_LISTPACK_ENTRIES,
          ZSET_MAX_LISTPACK_VALUE);

  public ProtocolLimits protocolLimits = ProtocolLimits.standard();
  public OutputLimits outputLimits;
  public long maxClients;

  /** Unsent bytes beyond which a client is not read. */
  public long highWaterBytes;

  /** Bytes that clients may take; negative for a percentage of maxmemory, 0 for no limit. */
  long maxmemoryClients;

  public boolean protectedMode;

  /** Seconds after which an idle client is closed; 0 for never. */
  public long idleTimeoutSeconds;

  /** Bytes that data may take; 0 for no limit. */
  public long maxmemory;

  /** Whether records keep how often they are used, not when. */
  public boolean lfu;

  private boolean lru;

  /** Bytes beyond which a sparse HyperLogLog becomes dense. */
  public long hllSparseMaxBytes;

  public boolean replicaIgnoresMaxmemory;
  public boolean lazyExpire;
  public boolean lazyEviction;
  public boolean lazyServerDel;
  public boolean lazyUserDel;
  public boolean serveStaleData;
  public boolean replicaReadOnly;
  public MinReplicas minReplicas = MinReplicas.OFF;
  public String password = "";
  public boolean requiresPassword;

  /** From which duration on a command is logged as slow. */
  long slowNanos = Long.MAX_VALUE;

  /** Off while DEBUG SET-ACTIVE-EXPIRE has said so. */
  public boolean activeExpire = true;

  /** On while DEBUG PAUSE-CRON has said so. */
  public boolean cronPaused;

  /** On while DEBUG SET-SKIP-CHECKSUM-VALIDATION has said so. */
  public boolean skipsChecksums;

  /** Whether durations of commands are counted for their percentiles. */
  public boolean latencyTracking;

  /** Up to which size collections are kept packed. */
  public final ValueLimits valueLimits = new ValueLimits();

  /** Bits of {@link EventClasses} that are published; 0 when they have no channel to go to. */
  int publishedEvents;

  private String debugCommand;
  private String moduleCommand;

  /** Settings that follow these parameters. */
  Settings(Parameters parameters) {
    outputLimits = parameters.get(CLIENT_OUTPUT_BUFFER_LIMIT);
    debugCommand = parameters.get(ENABLE_DEBUG_COMMAND);
    moduleCommand = parameters.get(ENABLE_MODULE_COMMAND);
    followClients(parameters);
    followMemory(parameters);
    followValues(parameters);
    followReplication(parameters);
    followSecurity(parameters);
    parameters.follow(NOTIFY_KEYSPACE_EVENTS, this::events);
    parameters.follow(LATENCY_TRACKING, v -> latencyTracking = v);
    parameters.follow(SLOWLOG_LOG_SLOWER_THAN, v -> slowNanos = slowNanos(v));
  }

  private void events(EventClasses classes) {
    boolean haveChannel = classes.has('K') || classes.has('E');
    publishedEvents = haveChannel ? classes.bits() : 0;
  }

  private static long slowNanos(long micros) {
    boolean never = micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO;
    return never ? Long.MAX_VALUE : micros * NANOS_PER_MICRO;
  }

  private void followClients(Parameters parameters) {
    parameters.follow(PROTO_MAX_BULK_LEN, v -> protocolLimits = protocolLimits.withMaxBulkBytes(v));
    parameters.follow(
        CLIENT_QUERY_BUFFER_LIMIT, v -> protocolLimits = protocolLimits.withMaxQueryBufferBytes(v));
    parameters.follow(CLIENT_OUTPUT_BUFFER_LIMIT, v -> outputLimits = v);
    parameters.follow(CLIENT_OUTPUT_HIGH_WATER, v -> highWaterBytes = v);
    parameters.follow(MAXMEMORY_CLIENTS, v -> maxmemoryClients = v);
    parameters.follow(MAXCLIENTS, v -> maxClients = v);
    parameters.follow(PROTECTED_MODE, v -> protectedMode = v);
    parameters.follow(TIMEOUT, v -> idleTimeoutSeconds = v);
  }

  private void followMemory(Parameters parameters) {
    parameters.follow(MAXMEMORY, v -> maxmemory = v);
    parameters.follow(MAXMEMORY_POLICY, this::policy);
    parameters.follow(HLL_SPARSE_MAX_BYTES, v -> hllSparseMaxBytes = v);
    parameters.follow(REPLICA_IGNORE_MAXMEMORY, v -> replicaIgnoresMaxmemory = v);
    parameters.follow(LAZYFREE_LAZY_EXPIRE, v -> lazyExpire = v);
    parameters.follow(LAZYFREE_LAZY_EVICTION, v -> lazyEviction = v);
    parameters.follow(LAZYFREE_LAZY_SERVER_DEL, v -> lazyServerDel = v);
    parameters.follow(LAZYFREE_LAZY_USER_DEL, v -> lazyUserDel = v);
  }

  private void policy(String name) {
    lfu = name.endsWith("-lfu");
    lru = name.endsWith("-lru");
  }

  /** Whether victims are chosen by how each record was used. */
  public boolean evictsByUse() {
    return maxmemory > 0 && (lfu || lru);
  }

  private void followValues(Parameters parameters) {
    for (Parameter<Long> limit : VALUE_LIMITS) {
      parameters.follow(limit, _ -> valueLimits.become(valueLimits(parameters)));
    }
  }

  /** Up to which size collections are kept packed. */
  public static ValueLimits valueLimits(Parameters parameters) {
    ValueLimits limits = new ValueLimits();
    limits.hashMaxListpackEntries = parameters.get(HASH_MAX_LISTPACK_ENTRIES);
    limits.hashMaxListpackValue = parameters.get(HASH_MAX_LISTPACK_VALUE);
    limits.listMaxListpackSize = parameters.get(LIST_MAX_LISTPACK_SIZE);
    limits.setMaxIntsetEntries = parameters.get(SET_MAX_INTSET_ENTRIES);
    limits.setMaxListpackEntries = parameters.get(SET_MAX_LISTPACK_ENTRIES);
    limits.setMaxListpackValue = parameters.get(SET_MAX_LISTPACK_VALUE);
    limits.streamNodeMaxBytes = parameters.get(STREAM_NODE_MAX_BYTES);
    limits.streamNodeMaxEntries = parameters.get(STREAM_NODE_MAX_ENTRIES);
    limits.zsetMaxListpackEntries = parameters.get(ZSET_MAX_LISTPACK_ENTRIES);
    limits.zsetMaxListpackValue = parameters.get(ZSET_MAX_LISTPACK_VALUE);
    return limits;
  }

  private void followReplication(Parameters parameters) {
    parameters.follow(REPLICA_SERVE_STALE_DATA, v -> serveStaleData = v);
    parameters.follow(REPLICA_READ_ONLY, v -> replicaReadOnly = v);
    parameters.follow(MIN_REPLICAS_TO_WRITE, _ -> minReplicas = minReplicas(parameters));
    parameters.follow(MIN_REPLICAS_MAX_LAG, _ -> minReplicas = minReplicas(parameters));
  }

  private static MinReplicas minReplicas(Parameters parameters) {
    return new MinReplicas(
        Math.toIntExact(parameters.get(MIN_REPLICAS_TO_WRITE)),
        Math.toIntExact(parameters.get(MIN_REPLICAS_MAX_LAG)));
  }

  private void followSecurity(Parameters parameters) {
    parameters.follow(REQUIREPASS, this::password);
    parameters.follow(ENABLE_DEBUG_COMMAND, v -> debugCommand = v);
    parameters.follow(ENABLE_MODULE_COMMAND, v -> moduleCommand = v);
  }

  private void password(String password) {
    this.password = password;
    requiresPassword = !password.isEmpty();
  }

  /** Whether a client may run a protected command: DEBUG or MODULE. */
  boolean allowsProtected(Command command, Client client) {
    String setting = command.containerName().equals("debug") ? debugCommand : moduleCommand;
    return SecurityParameters.admits(setting, client.connection().isLocal());
  }
}
