package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.memory;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;

import io.lockstep.command.parameter.value.BooleanType;
import io.lockstep.command.parameter.value.MemoryType;
import java.util.List;
import java.util.Optional;

/** The data: memory, eviction, expiry, encodings. */
public final class DataParameters {
  private static final long INT_MIN = Integer.MIN_VALUE;
  private static final long INT_MAX = Integer.MAX_VALUE;
  private static final long MAX = Long.MAX_VALUE;

  public static final Parameter<Long> MAXMEMORY = row("maxmemory", MemoryType.unlimited(), 0L);
  public static final Parameter<String> MAXMEMORY_POLICY =
      row("maxmemory-policy", Names.EVICTION_POLICIES, "noeviction");
  public static final Parameter<Long> MAXMEMORY_SAMPLES =
      number("maxmemory-samples", 5, 1, INT_MAX);
  public static final Parameter<Long> MAXMEMORY_EVICTION_TENACITY =
      number("maxmemory-eviction-tenacity", 10, 0, 100);
  public static final Parameter<Long> LFU_LOG_FACTOR = number("lfu-log-factor", 10, 0, INT_MAX);

  /** Minutes after which an LFU counter loses one. */
  public static final Parameter<Long> LFU_DECAY_TIME = number("lfu-decay-time", 1, 0, INT_MAX);

  public static final Parameter<Long> ACTIVE_EXPIRE_EFFORT =
      number("active-expire-effort", 1, 1, 10);
  public static final Parameter<Boolean> LAZYFREE_LAZY_EVICTION =
      yesNo("lazyfree-lazy-eviction", false);
  public static final Parameter<Boolean> LAZYFREE_LAZY_EXPIRE =
      yesNo("lazyfree-lazy-expire", false);
  public static final Parameter<Boolean> LAZYFREE_LAZY_SERVER_DEL =
      yesNo("lazyfree-lazy-server-del", false);
  public static final Parameter<Boolean> LAZYFREE_LAZY_USER_DEL =
      yesNo("lazyfree-lazy-user-del", false);
  public static final Parameter<Boolean> LAZYFREE_LAZY_USER_FLUSH =
      yesNo("lazyfree-lazy-user-flush", false);

  public static final Parameter<Long> HASH_MAX_LISTPACK_ENTRIES =
      number("hash-max-listpack-entries", 512, 0, MAX).alias("hash-max-ziplist-entries");
  public static final Parameter<Long> HASH_MAX_LISTPACK_VALUE =
      memory("hash-max-listpack-value", 64, 0, MAX).alias("hash-max-ziplist-value");

  /** Entries of a list's node, or, if negative, one of Redis' five sizes in bytes. */
  public static final Parameter<Long> LIST_MAX_LISTPACK_SIZE =
      number("list-max-listpack-size", -2, INT_MIN, INT_MAX).alias("list-max-ziplist-size");

  public static final Parameter<Long> LIST_COMPRESS_DEPTH =
      number("list-compress-depth", 0, 0, INT_MAX);
  public static final Parameter<Long> SET_MAX_INTSET_ENTRIES =
      number("set-max-intset-entries", 512, 0, MAX);
  public static final Parameter<Long> SET_MAX_LISTPACK_ENTRIES =
      number("set-max-listpack-entries", 128, 0, MAX);
  public static final Parameter<Long> SET_MAX_LISTPACK_VALUE =
      number("set-max-listpack-value", 64, 0, MAX);
  public static final Parameter<Long> ZSET_MAX_LISTPACK_ENTRIES =
      number("zset-max-listpack-entries", 128, 0, MAX).alias("zset-max-ziplist-entries");
  public static final Parameter<Long> ZSET_MAX_LISTPACK_VALUE =
      memory("zset-max-listpack-value", 64, 0, MAX).alias("zset-max-ziplist-value");
  public static final Parameter<Long> HLL_SPARSE_MAX_BYTES =
      memory("hll-sparse-max-bytes", 3000, 0, MAX);
  public static final Parameter<Long> STREAM_NODE_MAX_BYTES =
      memory("stream-node-max-bytes", 4096, 0, MAX);
  public static final Parameter<Long> STREAM_NODE_MAX_ENTRIES =
      number("stream-node-max-entries", 100, 0, MAX);

  /** Redis' suite skips its defragmentation tests where a server says this. */
  private static final BooleanType NEVER_DEFRAGMENTS =
      new BooleanType(
          Optional.of(
              "Active defragmentation cannot be enabled: it requires a Redis server compiled with a"
                  + " modified Jemalloc like the one shipped by default with the Redis source"
                  + " distribution"));

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          MAXMEMORY,
          MAXMEMORY_POLICY,
          MAXMEMORY_SAMPLES,
          MAXMEMORY_EVICTION_TENACITY,
          LFU_LOG_FACTOR,
          LFU_DECAY_TIME,
          ACTIVE_EXPIRE_EFFORT,
          LAZYFREE_LAZY_EVICTION,
          LAZYFREE_LAZY_EXPIRE,
          LAZYFREE_LAZY_SERVER_DEL,
          LAZYFREE_LAZY_USER_DEL,
          LAZYFREE_LAZY_USER_FLUSH,
          HASH_MAX_LISTPACK_ENTRIES,
          HASH_MAX_LISTPACK_VALUE,
          LIST_MAX_LISTPACK_SIZE,
          LIST_COMPRESS_DEPTH,
          SET_MAX_INTSET_ENTRIES,
          SET_MAX_LISTPACK_ENTRIES,
          SET_MAX_LISTPACK_VALUE,
          ZSET_MAX_LISTPACK_ENTRIES,
          ZSET_MAX_LISTPACK_VALUE,
          HLL_SPARSE_MAX_BYTES,
          STREAM_NODE_MAX_BYTES,
          STREAM_NODE_MAX_ENTRIES,
          yesNo("activerehashing", true),
          yesNo("jemalloc-bg-thread", true),
          row("activedefrag", NEVER_DEFRAGMENTS, false),
          memory("active-defrag-ignore-bytes", 100 << 20, 1, MAX),
          number("active-defrag-threshold-lower", 10, 0, 1000),
          number("active-defrag-threshold-upper", 100, 0, 1000),
          number("active-defrag-cycle-min", 1, 1, 99),
          number("active-defrag-cycle-max", 25, 1, 99),
          number("active-defrag-max-scan-fields", 1000, 1, MAX));

  private DataParameters() {}
}
