package io.lockstep.engine.saving;

import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;
import static io.lockstep.command.parameter.PersistenceParameters.KEY_LOAD_DELAY;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCHECKSUM;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_BACKLOG_SIZE;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.CommandException;
import io.lockstep.command.Node;
import io.lockstep.command.Saving;
import io.lockstep.command.progress.LongWork;
import io.lockstep.command.progress.Track;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.rdb.KeyspaceFactory;
import io.lockstep.rdb.RdbContents;
import io.lockstep.rdb.RdbReadOptions;
import io.lockstep.rdb.RdbReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a node's data back from its file. It belongs to the engine's thread. */
public final class NodeLoading {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLoading.class);

  private final Disk disk;
  private final Executor background;
  private final Executor loop;
  private final Supplier<KeyspaceFactory> keyspaces;
  private final Consumer<Keyspace> formers;
  private final Track loads = new Track();
  private @Nullable Node node;
  private @Nullable StartLoad running;
  private @Nullable Supplier<Saving.Load> awaited; // what is known of a master's snapshot
  private boolean lacksData; // the data is gone, and neither a snapshot nor a person replaced it
  private long lackedKeys; // how many keys it had
  private long keysExpired; // at the last load
  private long keysLoaded;

  /**
   * A node's loading that is not assembled yet.
   *
   * @param background where files are read
   * @param loop the engine's thread
   * @param keyspaces gives what opens the keyspace of one load
   * @param formers takes data that another took the place of
   */
  public NodeLoading(
      Disk disk,
      Executor background,
      Executor loop,
      Supplier<KeyspaceFactory> keyspaces,
      Consumer<Keyspace> formers) {
    this.disk = disk;
    this.background = background;
    this.loop = loop;
    this.keyspaces = keyspaces;
    this.formers = formers;
  }

  void assemble(Node owner) {
    node = owner;
  }

  private Node node() {
    if (node == null) {
      throw new IllegalStateException("The loading is not assembled yet.");
    }
    return node;
  }

  private Path file() {
    return Path.of(node().parameters().get(DIR)).resolve(node().parameters().get(DBFILENAME));
  }

  // ---- at the start

  /**
   * Loads the file, if there is one, while clients are told to wait.
   *
   * @param awakening called with what was loaded before clients are served
   * @param whole completed on the engine's thread, exceptionally if the file can't be used
   */
  public void start(Consumer<Loaded> awakening, CompletableFuture<Void> whole) {
    node().refreshNow();
    node().loading(true);
    try {
      begin(disk.open(file()), new Start(awakening, whole));
    } catch (IOException | RuntimeException | Error refused) {
      failed(refused, whole);
    }
  }

  private void begin(Optional<Disk.Stored> file, Start start) {
    if (file.isEmpty()) {
      start.awaken(Loaded.NOTHING);
      return;
    }
    running =
        new StartLoad(
            file.get(),
            readOptions(),
            keyspaces.get(),
            node().parameters().get(KEY_LOAD_DELAY),
            new DroppedKeys(node().parameters().get(REPL_BACKLOG_SIZE)),
            loads,
            loop,
            start);
    running.start(background);
  }

  private RdbReadOptions readOptions() {
    RdbReadOptions options =
        node().replication().isReplica()
            ? RdbReadOptions.forReplica(node().nowMs())
            : RdbReadOptions.forMaster(node().nowMs());
    return options.withVerification(
        node().parameters().get(RDBCHECKSUM) && !node().settings().skipsChecksums);
  }

  /** The file stays as it is, and so does the node: no client is ever served. */
  private static void failed(Throwable reason, CompletableFuture<Void> whole) {
    if (!StartLoad.isEndOfNode(reason)) {
      LOG.warn("{}", StartLoad.complaint(reason));
    }
    whole.completeExceptionally(reason);
  }

  /** What the load at the start leads to. */
  private final class Start implements StartLoad.Outcome {
    private final Consumer<Loaded> awakening;
    private final CompletableFuture<Void> whole;

    private Start(Consumer<Loaded> awakening, CompletableFuture<Void> whole) {
      this.awakening = awakening;
      this.whole = whole;
    }

    @Override
    public void loaded(RdbContents contents, DroppedKeys dropped) {
      long startedAtMs = node().nowMs();
      if (running != null) {
        startedAtMs = running.startedAtMs();
      }
      node().refreshNow();
      loads.reached(contents.bytes(), contents.keysLoaded() + contents.keysExpired());
      loads.succeeded(node().nowMs());
      keysLoaded = contents.keysLoaded();
      keysExpired = contents.keysExpired();
      formers.accept(node().replaceKeyspace(contents.keyspace()));
      LOG.info("Done loading RDB, keys loaded: {}, keys expired: {}.", keysLoaded, keysExpired);
      LOG.info("DB loaded from disk: {} seconds", (node().nowMs() - startedAtMs) / 1e3);
      awaken(new Loaded(contents.replication(), dropped));
    }

    private void awaken(Loaded loaded) {
      running = null;
      node().loading(false);
      awakening.accept(loaded);
      whole.complete(null);
    }

    @Override
    public void failed(Throwable reason) {
      loads.failed(DiskFault.reason(reason), node().nowMs());
      NodeLoading.failed(reason, whole);
    }
  }

  // ---- while everybody waits

  /** Puts what the file holds in the place of the data. */
  void reload() {
    try {
      formers.accept(node().replaceKeyspace(read().keyspace()));
    } catch (IOException broken) {
      LOG.warn("Error trying to load {}: {}", file(), DiskFault.reason(broken));
      throw new CommandException("ERR Error trying to load the RDB dump, check server logs.");
    }
  }

  private RdbContents read() throws IOException {
    Disk.Stored stored =
        disk.open(file()).orElseThrow(() -> new FileNotFoundException("there is no such file"));
    try (var bytes = stored.stream()) {
      return new RdbReader(readOptions(), keyspaces.get()).load(bytes);
    }
  }

  // ---- while there is nothing but a snapshot on its way

  /** The data is gone, and a master's snapshot will take its place: clients are told to wait. */
  public void awaitSnapshot(long keys, Supplier<Saving.Load> snapshot) {
    awaited = snapshot;
    lacksData = true;
    lackedKeys = Math.max(lackedKeys, keys);
    node().loading(true);
  }

  /** The snapshot will not come: clients are served again, with what there is. */
  public void endAwaiting() {
    if (awaited != null) {
      awaited = null;
      node().loading(false);
    }
  }

  /** What there is counts as all of the data, whether it is a snapshot or what was left. */
  public void wholeAgain() {
    endAwaiting();
    lacksData = false;
    lackedKeys = 0;
  }

  /** Whether the data is gone, and nothing has taken its place: not worth a file by itself. */
  public boolean lacksData() {
    return lacksData;
  }

  /** How many keys are gone of which that is true. */
  long lackedKeys() {
    return lackedKeys;
  }

  /** Whether clients have to wait for a master's snapshot. */
  public boolean awaitsSnapshot() {
    return awaited != null;
  }

  // ---- what people see

  /** How far the load at the start is, or was. */
  LongWork progress() {
    return loads.at(node().nowMs());
  }

  /** Keys that the load at the start left out, as they had run out. */
  long keysExpired() {
    return keysExpired;
  }

  /** Keys that it took. */
  long keysLoaded() {
    return keysLoaded;
  }

  /** The load that goes on; null if none does. */
  Saving.@Nullable Load figures() {
    if (running != null) {
      return running.figures();
    }
    return awaited == null ? null : awaited.get();
  }
}
