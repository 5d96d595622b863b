package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.memory;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.DENIED_WHILE_LOADING;
import static io.lockstep.command.parameter.Trait.HIDDEN;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;
import static io.lockstep.command.parameter.Trait.PROTECTED;

import io.lockstep.command.parameter.value.SavePoint;
import io.lockstep.command.parameter.value.SavePointsType;
import io.lockstep.command.parameter.value.StringType;
import java.util.List;

/** The RDB file and the append-only file. */
public final class PersistenceParameters {
  private static final long INT_MIN = Integer.MIN_VALUE;
  private static final long INT_MAX = Integer.MAX_VALUE;

  public static final Parameter<List<SavePoint>> SAVE =
      row(
          "save",
          new SavePointsType(),
          List.of(new SavePoint(3600, 1), new SavePoint(300, 100), new SavePoint(60, 10000)));
  public static final Parameter<String> DBFILENAME =
      row("dbfilename", StringType.any().checkedBy(Complaints::aboutDumpName), "dump.rdb")
          .with(PROTECTED);
  public static final Parameter<Boolean> RDBCOMPRESSION = yesNo("rdbcompression", true);
  public static final Parameter<Boolean> RDBCHECKSUM = yesNo("rdbchecksum", true).with(IMMUTABLE);

  /** Changes nothing: a full resync leaves no file behind. */
  public static final Parameter<Boolean> RDB_DEL_SYNC_FILES = yesNo("rdb-del-sync-files", false);

  public static final Parameter<Boolean> STOP_WRITES_ON_BGSAVE_ERROR =
      yesNo("stop-writes-on-bgsave-error", true);

  /** Changes nothing: whatever RESTORE, a master or a file brings is verified in depth, always. */
  public static final Parameter<String> SANITIZE_DUMP_PAYLOAD =
      choice("sanitize-dump-payload", "no", "no", "yes", "clients");

  /** Microseconds of sleep after each key that is saved; negative for a fraction of one. */
  public static final Parameter<Long> RDB_KEY_SAVE_DELAY =
      number("rdb-key-save-delay", 0, INT_MIN, INT_MAX).with(HIDDEN);

  /** Microseconds of sleep after each key that is loaded; negative for a fraction of one. */
  public static final Parameter<Long> KEY_LOAD_DELAY =
      number("key-load-delay", 0, INT_MIN, INT_MAX).with(HIDDEN);

  public static final Parameter<Long> LOADING_PROCESS_EVENTS_INTERVAL_BYTES =
      number("loading-process-events-interval-bytes", 2L << 20, 1024, INT_MAX).with(HIDDEN);

  public static final Parameter<Boolean> APPENDONLY =
      yesNo("appendonly", false).with(DENIED_WHILE_LOADING);
  public static final Parameter<String> APPENDFILENAME =
      row(
              "appendfilename",
              StringType.any().checkedBy(Complaints::aboutAppendName),
              "appendonly.aof")
          .with(IMMUTABLE);
  public static final Parameter<String> APPENDDIRNAME =
      row(
              "appenddirname",
              StringType.any().checkedBy(Complaints::aboutAppendDirectory),
              "appendonlydir")
          .with(IMMUTABLE);
  public static final Parameter<String> APPENDFSYNC =
      choice("appendfsync", "everysec", "everysec", "always", "no");
  public static final Parameter<Boolean> NO_APPENDFSYNC_ON_REWRITE =
      yesNo("no-appendfsync-on-rewrite", false);
  public static final Parameter<Long> AUTO_AOF_REWRITE_PERCENTAGE =
      number("auto-aof-rewrite-percentage", 100, 0, INT_MAX);
  public static final Parameter<Long> AUTO_AOF_REWRITE_MIN_SIZE =
      memory("auto-aof-rewrite-min-size", 64L << 20, 0, Long.MAX_VALUE);
  public static final Parameter<Boolean> AOF_LOAD_TRUNCATED = yesNo("aof-load-truncated", true);
  public static final Parameter<Boolean> AOF_USE_RDB_PREAMBLE = yesNo("aof-use-rdb-preamble", true);
  public static final Parameter<Boolean> AOF_TIMESTAMP_ENABLED =
      yesNo("aof-timestamp-enabled", false);
  public static final Parameter<Boolean> AOF_DISABLE_AUTO_GC =
      yesNo("aof-disable-auto-gc", false).with(HIDDEN);

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          SAVE,
          DBFILENAME,
          RDBCOMPRESSION,
          RDBCHECKSUM,
          RDB_DEL_SYNC_FILES,
          yesNo("rdb-save-incremental-fsync", true),
          STOP_WRITES_ON_BGSAVE_ERROR,
          SANITIZE_DUMP_PAYLOAD,
          RDB_KEY_SAVE_DELAY,
          KEY_LOAD_DELAY,
          LOADING_PROCESS_EVENTS_INTERVAL_BYTES,
          APPENDONLY,
          APPENDFILENAME,
          APPENDDIRNAME,
          APPENDFSYNC,
          NO_APPENDFSYNC_ON_REWRITE,
          AUTO_AOF_REWRITE_PERCENTAGE,
          AUTO_AOF_REWRITE_MIN_SIZE,
          AOF_LOAD_TRUNCATED,
          AOF_USE_RDB_PREAMBLE,
          AOF_TIMESTAMP_ENABLED,
          AOF_DISABLE_AUTO_GC,
          yesNo("aof-rewrite-incremental-fsync", true));

  private PersistenceParameters() {}
}
