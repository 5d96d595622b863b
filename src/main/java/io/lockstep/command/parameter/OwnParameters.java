package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.memory;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.HIDDEN;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;

import io.lockstep.command.parameter.value.AddressesType;
import java.util.List;

/** What Lockstep adds to Redis' parameters. Patterns do not find it: tools know Redis' names. */
public final class OwnParameters {

  /** The port of REST, health and dashboard; zero, the default of a Redis-style start, is off. */
  public static final Parameter<Long> HTTP_PORT =
      number("http-port", 0, 0, 65535).with(IMMUTABLE, HIDDEN);

  /** The addresses on which that port listens. */
  public static final Parameter<List<String>> HTTP_BIND =
      row("http-bind", new AddressesType(), List.of("127.0.0.1", "-::1")).with(IMMUTABLE, HIDDEN);

  /**
   * Unsent bytes of replies beyond which a client is not read until most of them are sent. A higher
   * {@code client-output-buffer-limit} takes its place, as Redis lets a client come to that.
   */
  public static final Parameter<Long> CLIENT_OUTPUT_HIGH_WATER =
      memory("client-output-high-water", 32L << 20, 64L << 10, Long.MAX_VALUE).with(HIDDEN);

  /**
   * For how many microseconds the engine's thread looks for more input before it sleeps, as long as
   * that finds some; zero is not at all.
   */
  public static final Parameter<Long> ENGINE_LINGER =
      number("engine-linger", 30, 0, 1_000).with(IMMUTABLE, HIDDEN);

  /**
   * The most memory that is prepared before data needs it, so that nobody waits for the system to
   * find and clear it; zero prepares none.
   */
  public static final Parameter<Long> PAGES_AHEAD =
      memory("pages-ahead", 64L << 20, 0, 16L << 30).with(IMMUTABLE, HIDDEN);

  /**
   * Bytes of the master's stream that are read ahead while clients are paused and nothing of it may
   * be applied; the rest waits in the socket.
   */
  public static final Parameter<Long> REPL_PAUSE_READ_AHEAD =
      memory("repl-pause-read-ahead", 16L << 20, 1L << 10, 1L << 30).with(HIDDEN);

  /** How many snapshots for replicas may be open at once; those who come later wait. */
  public static final Parameter<Long> REPL_SYNC_MAX_SNAPSHOTS =
      number("repl-sync-max-snapshots", 4, 1, 64).with(HIDDEN);

  /**
   * Bytes a second that a replica must take of a snapshot while others wait because of it: those
   * that share it, or that wait for one of their own.
   */
  public static final Parameter<Long> REPL_SYNC_MIN_RATE =
      memory("repl-sync-min-rate", 1 << 20, 0, Long.MAX_VALUE).with(HIDDEN);

  /** For how many seconds it may take less. */
  public static final Parameter<Long> REPL_SYNC_PATIENCE =
      number("repl-sync-patience", 5, 1, Integer.MAX_VALUE).with(HIDDEN);

  /**
   * The longest pause, in seconds, before the next snapshot for a replica whose last ones could not
   * be written, or that broke off after them without acknowledging any; zero is none.
   */
  public static final Parameter<Long> REPL_SYNC_MAX_PAUSE =
      number("repl-sync-max-pause", 30, 0, Integer.MAX_VALUE).with(HIDDEN);

  /**
   * The version in which RDB files and snapshots for replicas are written; {@code auto} is 11 for a
   * file, and for replicas the newest that each of them is known to read.
   */
  public static final Parameter<String> RDB_VERSION =
      choice("rdb-version", "auto", "auto", "9", "10", "11").with(HIDDEN);

  /**
   * A replica keeps its data in a file beside its own before a master whose history it does not
   * know leaves less than so many percent of the keys; zero never does. Nodes without save points
   * do not write files.
   */
  public static final Parameter<Long> REPLICA_SHRINK_PERCENT =
      number("replica-shrink-percent", 10, 0, 100).with(HIDDEN);

  /** How many keys the replica must have for that. */
  public static final Parameter<Long> REPLICA_SHRINK_LEAST_KEYS =
      number("replica-shrink-least-keys", 1_000, 0, Long.MAX_VALUE).with(HIDDEN);

  /** Whether such a master's snapshot must be confirmed before it replaces the data. */
  public static final Parameter<Boolean> REPLICA_REFUSE_SHRINK =
      yesNo("replica-refuse-shrink", false).with(HIDDEN);

  /**
   * The least time, in seconds, between the beginnings of two snapshots for replicas; zero is none.
   * {@code repl-diskless-sync-delay} has the first of several replicas wait for the others, {@code
   * repl-sync-max-pause} one replica for its own next snapshot; this has all of them wait, so that
   * replicas which come again and again do not have their master encode without end.
   */
  public static final Parameter<Long> REPL_DISKLESS_SYNC_PERIOD =
      number("repl-diskless-sync-period", 0, 0, Integer.MAX_VALUE).with(HIDDEN);

  /**
   * Bytes that a replica's data and the snapshot that will replace it may take together. Where they
   * would take more, the data is flushed first, and clients are told that the node is loading. Zero
   * is the memory of the machine, or of the container; a limit of one's own leaves room for what is
   * not data, such as the Java heap.
   */
  public static final Parameter<Long> REPLICA_SWAP_MAX_MEMORY =
      memory("replica-swap-max-memory", 0, 0, Long.MAX_VALUE).with(HIDDEN);

  /** Every row, in the order of CONFIG GET. */
  static final List<Parameter<?>> ALL =
      List.of(
          HTTP_PORT,
          HTTP_BIND,
          CLIENT_OUTPUT_HIGH_WATER,
          ENGINE_LINGER,
          PAGES_AHEAD,
          REPL_PAUSE_READ_AHEAD,
          REPL_SYNC_MAX_SNAPSHOTS,
          REPL_SYNC_MIN_RATE,
          REPL_SYNC_PATIENCE,
          REPL_SYNC_MAX_PAUSE,
          REPL_DISKLESS_SYNC_PERIOD,
          RDB_VERSION,
          REPLICA_SHRINK_PERCENT,
          REPLICA_SHRINK_LEAST_KEYS,
          REPLICA_REFUSE_SHRINK,
          REPLICA_SWAP_MAX_MEMORY);

  private OwnParameters() {}
}
