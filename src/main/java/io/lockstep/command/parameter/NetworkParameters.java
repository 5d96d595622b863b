package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.memory;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;

import io.lockstep.command.parameter.value.AddressesType;
import io.lockstep.command.parameter.value.IntegerType;
import io.lockstep.command.parameter.value.MemoryType;
import io.lockstep.command.parameter.value.OutputLimit;
import io.lockstep.command.parameter.value.OutputLimits;
import io.lockstep.command.parameter.value.OutputLimitsType;
import java.util.List;

/** Listening sockets, clients and their limits. */
public final class NetworkParameters {
  private static final long INT_MAX = Integer.MAX_VALUE;
  private static final long UINT_MAX = 0xFFFF_FFFFL;
  private static final long MIB = 1L << 20;

  public static final Parameter<List<String>> BIND =
      row("bind", new AddressesType(), List.of("127.0.0.1", "-::1"));
  public static final Parameter<String> BIND_SOURCE_ADDR = optionalText("bind-source-addr");
  public static final Parameter<Long> PORT = number("port", 6379, 0, 65535);
  public static final Parameter<Boolean> PROTECTED_MODE = yesNo("protected-mode", true);
  public static final Parameter<String> UNIXSOCKET = optionalText("unixsocket").with(IMMUTABLE);
  public static final Parameter<Long> UNIXSOCKETPERM =
      row("unixsocketperm", IntegerType.octal(0, 0777), 0L).with(IMMUTABLE);
  public static final Parameter<Long> TCP_BACKLOG =
      number("tcp-backlog", 511, 0, INT_MAX).with(IMMUTABLE);
  public static final Parameter<Long> TCP_KEEPALIVE = number("tcp-keepalive", 300, 0, INT_MAX);
  public static final Parameter<Long> IO_THREADS = number("io-threads", 1, 1, 128).with(IMMUTABLE);

  public static final Parameter<Long> TIMEOUT = number("timeout", 0, 0, INT_MAX);
  public static final Parameter<Long> MAXCLIENTS = number("maxclients", 10000, 1, UINT_MAX);

  /** Negative for a percentage of {@code maxmemory}. */
  public static final Parameter<Long> MAXMEMORY_CLIENTS =
      row("maxmemory-clients", MemoryType.sizeOrPercent(), 0L);

  public static final Parameter<Long> CLIENT_QUERY_BUFFER_LIMIT =
      memory("client-query-buffer-limit", 1024 * MIB, MIB, Long.MAX_VALUE);
  public static final Parameter<Long> PROTO_MAX_BULK_LEN =
      memory("proto-max-bulk-len", 512 * MIB, MIB, Long.MAX_VALUE);
  public static final Parameter<OutputLimits> CLIENT_OUTPUT_BUFFER_LIMIT =
      row(
          "client-output-buffer-limit",
          new OutputLimitsType(),
          new OutputLimits(
              new OutputLimit(0, 0, 0),
              new OutputLimit(256 * MIB, 64 * MIB, 60),
              new OutputLimit(32 * MIB, 8 * MIB, 60)));
  public static final Parameter<Long> TRACKING_TABLE_MAX_KEYS =
      number("tracking-table-max-keys", 1000000, 0, Long.MAX_VALUE);

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          BIND,
          BIND_SOURCE_ADDR,
          PORT,
          PROTECTED_MODE,
          UNIXSOCKET,
          UNIXSOCKETPERM,
          TCP_BACKLOG,
          TCP_KEEPALIVE,
          number("socket-mark-id", 0, 0, UINT_MAX).with(IMMUTABLE),
          IO_THREADS,
          yesNo("io-threads-do-reads", false).with(IMMUTABLE),
          TIMEOUT,
          MAXCLIENTS,
          MAXMEMORY_CLIENTS,
          CLIENT_QUERY_BUFFER_LIMIT,
          PROTO_MAX_BULK_LEN,
          CLIENT_OUTPUT_BUFFER_LIMIT,
          TRACKING_TABLE_MAX_KEYS);

  private NetworkParameters() {}
}
