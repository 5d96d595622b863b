package io.lockstep.engine.saving;

import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;
import static io.lockstep.command.parameter.PersistenceParameters.RDB_KEY_SAVE_DELAY;
import static io.lockstep.command.parameter.PersistenceParameters.SAVE;
import static io.lockstep.command.parameter.PersistenceParameters.STOP_WRITES_ON_BGSAVE_ERROR;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Node;
import io.lockstep.command.Saving;
import io.lockstep.command.progress.Progress;
import io.lockstep.command.progress.Track;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a node's data to its file: at a client's word, by itself at the save points, and at the
 * end. It belongs to the engine's thread.
 */
public final class NodeSaving implements Saving {

  private static final Logger LOG = LoggerFactory.getLogger(NodeSaving.class);
  private static final long MICRO_NANOS = 1_000;

  private final Disk disk;
  private final Executor background;
  private final Executor loop;
  private final NodeLoading loading;
  private final SaveLedger ledger;
  private final CopiedMemory copied = new CopiedMemory();
  private final Track saves = new Track();
  private @Nullable Node node;
  private @Nullable BackgroundSave running;
  private int drafts;

  /**
   * A node's saving that is not assembled yet.
   *
   * @param background where files are written while the engine goes on
   * @param loop the engine's thread
   */
  public NodeSaving(
      Disk disk, Executor background, Executor loop, NodeLoading loading, long nowMs) {
    this.disk = disk;
    this.background = background;
    this.loop = loop;
    this.loading = loading;
    this.ledger = new SaveLedger(nowMs);
  }

  /** Connects it with the node, which needs it first. */
  public void assemble(Node owner) {
    node = owner;
    loading.assemble(owner);
    owner.parameters().applyWith(DIR, () -> disk.refusalOf(folder()));
  }

  private Node node() {
    if (node == null) {
      throw new IllegalStateException("The saving is not assembled yet.");
    }
    return node;
  }

  // ---- while everybody waits

  @Override
  public boolean save() {
    ledger.asked();
    return write();
  }

  private boolean write() {
    return write(draft(draftName(), false));
  }

  private boolean write(DumpDraft draft) {
    boolean hasSucceeded = hasWritten(draft);
    node().refreshNow();
    if (hasSucceeded) {
      node().statistics().changes = 0;
      ledger.saved(node().nowMs());
    }
    told(hasSucceeded);
    return hasSucceeded;
  }

  private boolean hasWritten(DumpDraft draft) {
    long delayNanos = node().parameters().get(RDB_KEY_SAVE_DELAY) * MICRO_NANOS;
    try (Snapshot snapshot = snapshot()) {
      (delayNanos > 0 ? draft.heardOfEachKey() : draft)
          .write(snapshot, pacedBy(delayNanos), sink -> sink, () -> {});
      draft.place();
      return true;
    } catch (IOException | RuntimeException | Error broken) {
      LOG.debug("The data is not saved", broken);
      return false;
    }
  }

  private RdbProgress pacedBy(long delayNanos) {
    return (bytes, keys) -> {
      saves.reached(bytes, keys);
      if (delayNanos > 0) {
        node().control().sleep(delayNanos);
      }
    };
  }

  private Snapshot snapshot() {
    Snapshot snapshot = node().keyspace().openSnapshot();
    saves.begin(Progress.UNKNOWN, keysIn(snapshot), node().nowMs());
    return snapshot;
  }

  private static long keysIn(Snapshot snapshot) {
    long keys = 0;
    for (int i = 0; i < snapshot.databaseCount(); i++) {
      keys += snapshot.size(i);
    }
    return keys;
  }

  private void told(boolean hasSucceeded) {
    if (hasSucceeded) {
      saves.succeeded(node().nowMs());
    } else {
      saves.failed("the file can't be written", node().nowMs());
    }
  }

  /** Nodes of one process may share a folder, and then differ in the names of their files. */
  private String draftName() {
    String name = node().parameters().get(DBFILENAME);
    String suffix = name.equals(DBFILENAME.initial()) ? ".rdb" : "-" + name;
    return "temp-" + node().control().processId() + suffix;
  }

  /** Deletes what a save that everybody waits for has written so far; from any thread. */
  public void deleteDraft() {
    try {
      disk.delete(folder().resolve(draftName()));
    } catch (IOException unreachable) {
      LOG.warn("Can't delete {}: {}", draftName(), DiskFault.reason(unreachable));
    }
  }

  private DumpDraft draft(String draftName, boolean isAhead) {
    return draft(folder().resolve(node().parameters().get(DBFILENAME)), draftName, isAhead);
  }

  private DumpDraft draft(Path file, String draftName, boolean isAhead) {
    DumpForm form = new DumpForm(node());
    return new DumpDraft(
        disk, file, file.resolveSibling(draftName), form.header(isAhead), form.options());
  }

  /** Where files are written. */
  Path folder() {
    return Path.of(node().parameters().get(DIR));
  }

  private Path file() {
    return folder().resolve(node().parameters().get(DBFILENAME));
  }

  /** Whether the node has a file. */
  boolean hasFile() {
    return disk.has(file());
  }

  /** Gives the node's file another name, for good; false if that can't be. */
  boolean setAside(Path to) {
    try {
      disk.replace(file(), to);
      disk.syncFolder(folder());
      return true;
    } catch (IOException | RuntimeException refused) {
      LOG.warn("Can't move {} to {}: {}", file(), to, DiskFault.reason(refused));
      return false;
    }
  }

  /** Whether there is such a file. */
  boolean has(Path file) {
    return disk.has(file);
  }

  // ---- in the background

  @Override
  public boolean saveInBackground() {
    ledger.tried(node().statistics().changes, node().nowMs());
    try {
      running = started();
    } catch (RuntimeException | Error refused) {
      LOG.warn("Can't save in background: {}", DiskFault.reason(refused));
      ledger.failed(node().nowMs());
      told(false);
      return false;
    }
    copied.begin(node().keyspace());
    LOG.info("Background saving started by pid {}", node().control().processId());
    return true;
  }

  private BackgroundSave started() {
    DumpDraft draft = draft(backgroundDraftName(), false);
    BackgroundSave save =
        new BackgroundSave(
            draft,
            snapshot(),
            node().parameters().get(RDB_KEY_SAVE_DELAY),
            saves,
            loop,
            this::ended);
    save.start(background);
    return save;
  }

  /**
   * Writes the present data to another file, in the background.
   *
   * @param ended told whether it is there
   */
  void keep(Path file, Consumer<Boolean> ended) {
    try {
      new BackgroundSave(
              draft(file, backgroundDraftName(), false),
              node().keyspace().openSnapshot(),
              0,
              new Track(),
              loop,
              (_, hasSucceeded) -> ended.accept(hasSucceeded))
          .start(background);
    } catch (RuntimeException | Error refused) {
      LOG.warn("Can't write {}: {}", file, DiskFault.reason(refused));
      ended.accept(false);
    }
  }

  /** One that was given up may not have let go of its draft yet. */
  private String backgroundDraftName() {
    return "temp-%d-%s-%d.rdb"
        .formatted(node().control().processId(), node().runId().substring(0, 8), ++drafts);
  }

  private void ended(BackgroundSave save, boolean hasSucceeded) {
    if (!save.equals(running)) {
      return;
    }
    running = null;
    copied.end(node().keyspace());
    node().refreshNow();
    told(hasSucceeded);
    if (hasSucceeded) {
      LOG.info("Background saving terminated with success");
      node().statistics().changes -= ledger.succeeded(node().nowMs());
    } else {
      LOG.warn("Background saving error");
      ledger.failed(node().nowMs());
    }
  }

  @Override
  public void schedule() {
    ledger.schedule();
  }

  @Override
  public boolean isInProgress() {
    return running != null;
  }

  @Override
  public void abandon() {
    if (running == null) {
      return;
    }
    running.giveUp();
    running = null;
    copied.end(node().keyspace());
    ledger.givenUp(node().nowMs());
    saves.failed("given up", node().nowMs());
    LOG.warn("Background saving was given up");
  }

  // ---- by itself

  /** Lets time pass: saves when it is time to. */
  public void tick() {
    if (running != null) {
      copied.look(node().keyspace());
    } else if (!node().isLoading() && !loading.lacksData()) {
      saveIfDue();
    }
  }

  private void saveIfDue() {
    long changes = node().statistics().changes;
    var due = ledger.due(node().parameters().get(SAVE), changes, node().nowMs());
    if (due.isPresent()) {
      LOG.info("{} changes in {} seconds. Saving...", due.get().changes(), due.get().seconds());
    }
    if (due.isPresent() || ledger.isScheduledNow(node().nowMs())) {
      saveInBackground();
    }
  }

  @Override
  public boolean savesByItself() {
    return !node().parameters().get(SAVE).isEmpty();
  }

  @Override
  public void emptied() {
    abandon();
    if (savesByItself()) {
      write(draft(draftName(), true));
    }
  }

  @Override
  public boolean saveFinally() {
    LOG.info("Saving the final RDB snapshot before exiting.");
    return write();
  }

  @Override
  public boolean refusesWrites() {
    return !ledger.isLastGood()
        && node().parameters().get(STOP_WRITES_ON_BGSAVE_ERROR)
        && savesByItself();
  }

  // ---- back from the file

  /** The way back, at the start. */
  public NodeLoading loading() {
    return loading;
  }

  @Override
  public void reload(boolean savesFirst) {
    if (node().isLoading()) {
      throw new CommandException(Errors.LOADING);
    }
    if (savesFirst && !write()) {
      throw new CommandException("ERR");
    }
    abandon();
    loading.reload();
  }

  // ---- what people see

  @Override
  public long lastSavedAtMs() {
    return ledger.savedAtMs();
  }

  @Override
  public Figures figures() {
    return new Figures(
        saves.at(node().nowMs()),
        loading.progress(),
        copied.bytes(),
        copied.peakBytes(),
        copied.lastBytes(),
        ledger.isLastGood(),
        ledger.lastSeconds(),
        ledger.presentSeconds(node().nowMs()),
        ledger.saves(),
        loading.keysExpired(),
        loading.keysLoaded(),
        loading.figures());
  }
}
