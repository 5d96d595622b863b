package io.lockstep.command.info;

import io.lockstep.command.Node;
import io.lockstep.command.Saving;
import io.lockstep.command.progress.Progress;
import org.jspecify.annotations.Nullable;

/** INFO's section about the file of the data: how it is written, and how it is loaded. */
final class PersistenceSection {

  private static final long SECOND_MS = 1_000;

  /** What Redis tells as long as it can't know better. */
  private static final long ASSUMED_SECONDS = 1;

  /** Redis' too, of what only seems to be at its end. */
  private static final double MOST_PERCENT = 99.99;

  private final Node node;
  private final Saving.Figures figures;
  private final InfoText info;

  private PersistenceSection(Node node, InfoText info) {
    this.node = node;
    this.figures = node.saving().figures();
    this.info = info;
  }

  static void write(Node node, InfoText info) {
    PersistenceSection section = new PersistenceSection(node, info);
    section.writeProgress();
    section.writeSaves();
    section.writeLog();
    info.zeros("module_fork_in_progress", "module_fork_last_cow_size");
    Saving.Load load = section.figures.load();
    if (load != null) {
      section.writeLoad(load);
    }
    section.writeWork("lockstep_save_", section.figures.writing().current());
    section.writeWork("lockstep_loading_", section.figures.loading().current());
  }

  private void writeWork(String prefix, @Nullable Progress work) {
    if (work != null) {
      info.field(prefix + "bytes", work.bytes());
      info.field(prefix + "keys", work.keys());
      info.field(prefix + "total_keys", work.totalKeys());
      info.field(prefix + "bytes_per_sec", work.bytesPerSecond());
      info.field(prefix + "eta_seconds", work.etaSeconds());
    }
  }

  private void writeProgress() {
    info.flag("loading", node.isLoading());
    info.zeros("async_loading");
    info.field("current_cow_peak", figures.copiedPeakBytes());
    info.field("current_cow_size", figures.copiedBytes());
    info.zeros("current_cow_size_age");
    Progress save = figures.writing().current();
    long keys = save == null ? 0 : save.keys();
    long totalKeys = save == null ? 0 : save.totalKeys();
    info.decimal("current_fork_perc", MemoryFigures.percent(keys, totalKeys));
    info.field("current_save_keys_processed", keys);
    info.field("current_save_keys_total", totalKeys);
  }

  private void writeSaves() {
    info.field("rdb_changes_since_last_save", node.statistics().changes);
    info.flag("rdb_bgsave_in_progress", node.saving().isInProgress());
    info.field("rdb_last_save_time", node.saving().lastSavedAtMs() / SECOND_MS);
    info.field("rdb_last_bgsave_status", figures.isLastGood() ? "ok" : "err");
    info.field("rdb_last_bgsave_time_sec", figures.lastSeconds());
    info.field("rdb_current_bgsave_time_sec", figures.presentSeconds());
    info.field("rdb_saves", figures.saves());
    info.field("rdb_last_cow_size", figures.lastCopiedBytes());
    info.field("rdb_last_load_keys_expired", figures.keysExpired());
    info.field("rdb_last_load_keys_loaded", figures.keysLoaded());
  }

  private void writeLog() {
    info.zeros("aof_enabled", "aof_rewrite_in_progress", "aof_rewrite_scheduled");
    info.field("aof_last_rewrite_time_sec", -1);
    info.field("aof_current_rewrite_time_sec", -1);
    info.field("aof_last_bgrewrite_status", "ok");
    info.zeros("aof_rewrites", "aof_rewrites_consecutive_failures");
    info.field("aof_last_write_status", "ok");
    info.zeros("aof_last_cow_size");
  }

  private void writeLoad(Saving.Load load) {
    info.field("loading_start_time", load.startedAtMs() / SECOND_MS);
    info.field("loading_total_bytes", load.totalBytes());
    info.field("loading_rdb_used_mem", load.usedMemoryBytes());
    info.field("loading_loaded_bytes", load.loadedBytes());
    info.decimal("loading_loaded_perc", loadedPercent(load));
    info.field("loading_eta_seconds", secondsLeft(load));
  }

  /** Of a streamed snapshot the memory that its data took has to stand for its length. */
  private static double loadedPercent(Saving.Load load) {
    return load.totalBytes() > 0
        ? MemoryFigures.percent(load.loadedBytes(), load.totalBytes())
        : Math.min(MOST_PERCENT, MemoryFigures.percent(load.loadedBytes(), load.usedMemoryBytes()));
  }

  /** As long as the rest takes at the speed so far. */
  private long secondsLeft(Saving.Load load) {
    long elapsed = node.nowMs() / SECOND_MS - load.startedAtMs() / SECOND_MS;
    return elapsed == 0 ? ASSUMED_SECONDS : elapsed * bytesLeft(load) / (load.loadedBytes() + 1);
  }

  private static long bytesLeft(Saving.Load load) {
    return load.totalBytes() > 0
        ? load.totalBytes() - load.loadedBytes()
        : Math.max(1, load.usedMemoryBytes() - load.loadedBytes());
  }
}
