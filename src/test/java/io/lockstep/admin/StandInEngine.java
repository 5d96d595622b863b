package io.lockstep.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.BacklogView;
import io.lockstep.engine.EngineView.DataView;
import io.lockstep.engine.EngineView.FileView;
import io.lockstep.engine.EngineView.HistoryView;
import io.lockstep.engine.EngineView.LastSyncView;
import io.lockstep.engine.EngineView.ProgressView;
import io.lockstep.engine.EngineView.ReplicaView;
import io.lockstep.engine.EngineView.Role;
import io.lockstep.engine.EngineView.SwapView;
import io.lockstep.engine.EngineView.TrafficView;
import io.lockstep.engine.EngineView.TransitionView;
import io.lockstep.engine.EngineView.UpstreamView;
import io.lockstep.engine.EngineView.WorkView;
import io.lockstep.engine.EngineView.WorksView;
import io.lockstep.engine.ReplicationInputs;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An engine that publishes what a test gives it and remembers what it was asked. */
public final class StandInEngine implements ReplicationInputs {
  public static final long FIRST_OFFSET = 1000;

  private static final FileView FILE = new FileView("/nowhere", "dump.rdb", false);
  private static final WorkView NONE = new WorkView(null, null);
  private static final WorkView LOADED =
      new WorkView(null, new ProgressView(1_000, 2_000, 512, 512, 7, 7, 512, 0, "ok"));

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile EngineView view = master();
  private volatile byte[] backlog = {};
  private volatile @Nullable RuntimeException refusal;

  public void publish(EngineView view) {
    this.view = view;
  }

  /** The retained stream, from {@link #FIRST_OFFSET} on. */
  public void retain(String stream) {
    backlog = stream.getBytes(ISO_8859_1);
    view = withBacklog(view, new BacklogView(true, FIRST_OFFSET, backlog.length, 1 << 20));
  }

  public void refuse(@Nullable RuntimeException refusal) {
    this.refusal = refusal;
  }

  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public EngineView get() {
    return view;
  }

  @Override
  public CompletableFuture<String> replicaOf(String host, int port) {
    return answer("replicaof " + host + " " + port, "OK");
  }

  @Override
  @SuppressWarnings("NullAway") // a Void has no other value
  public CompletableFuture<Void> promote() {
    return answer("promote", null);
  }

  @Override
  @SuppressWarnings("NullAway") // a Void has no other value
  public CompletableFuture<Void> confirmResync() {
    return answer("confirm", null);
  }

  @Override
  public CompletableFuture<String> save() {
    return answer("save", "Background saving started");
  }

  @Override
  public CompletableFuture<BacklogSlice> readBacklog(long offset, int maxBytes) {
    long end = FIRST_OFFSET + backlog.length;
    long start = Math.clamp(offset, FIRST_OFFSET, end);
    int from = (int) (start - FIRST_OFFSET);
    int to = Math.min(backlog.length, from + maxBytes);
    byte[] bytes = Arrays.copyOfRange(backlog, from, to);
    int database = start == FIRST_OFFSET ? 0 : -1;
    return answer("backlog", new BacklogSlice(start, FIRST_OFFSET, end, database, bytes));
  }

  private <T> CompletableFuture<T> answer(String what, T answer) {
    asked.add(what);
    return refusal == null
        ? CompletableFuture.completedFuture(answer)
        : CompletableFuture.failedFuture(refusal);
  }

  /** A master with a replica that is 42 bytes behind. */
  public static EngineView master() {
    return view(Role.MASTER, null, List.of(replica("10.0.0.7", 6380)), null);
  }

  /** A replica whose link is in a state. */
  public static EngineView replica(UpstreamView upstream) {
    return view(Role.REPLICA, upstream, List.of(), null);
  }

  /** A link that is up. */
  public static UpstreamView connected() {
    var sync = new LastSyncView("partial", "resumed at 1234", 5_000, 3, 17);
    return new UpstreamView("10.0.0.1", 6379, "CONNECTED", true, 250, -1, 990, 1000, null, sync);
  }

  /** A master that is saving, and has got so far. */
  public static EngineView saving(long keys) {
    var save = new ProgressView(9_000, -1, 4096, -1, keys, 100, 4096, 3, null);
    return with(master(), new WorksView(NONE, new WorkView(save, null), LOADED, null), FILE);
  }

  /** A node whose data has made room for a snapshot. */
  public static EngineView flushed() {
    var swap = new SwapView(7_000, 600, 500, 1_000, "flush_first");
    return with(master(), new WorksView(NONE, NONE, LOADED, swap), FILE);
  }

  /** A master that is loaded from a file when it starts. */
  public static EngineView loadedFrom(FileView file) {
    return with(master(), new WorksView(NONE, NONE, LOADED, null), file);
  }

  /** A master whose engine was stopped by a fault. */
  public static EngineView broken(String fault) {
    return view(Role.MASTER, null, List.of(), fault);
  }

  public static ReplicaView replica(String ip, int port) {
    var sync = new LastSyncView("full", "first connection", 4_000, 20, 4096);
    return new ReplicaView(9, ip, port, "online", 958, 42, 15, 300, 5, sync);
  }

  private static EngineView view(
      Role role,
      @Nullable UpstreamView upstream,
      List<ReplicaView> replicas,
      @Nullable String fault) {
    return new EngineView(
        10_000,
        "a".repeat(40),
        6379,
        role,
        new HistoryView("b".repeat(40), "0".repeat(40), -1, 1000),
        upstream,
        replicas,
        new BacklogView(true, FIRST_OFFSET, 0, 1 << 20),
        List.of(
            new TransitionView(8_000, "10.0.0.7:6380", "wait_bgsave", "online", "synced", 900),
            new TransitionView(9_000, "upstream", "CONNECTED", "CONNECT", "closed", 990)),
        new TrafficView(100, 10, 3, 5000, 6000, 1, 2, 4, 5, 9, 6, 7, 8),
        new DataView(11, 12, 13, 14, 15, 0, -1),
        new WorksView(NONE, NONE, LOADED, null),
        FILE,
        null,
        fault);
  }

  private static EngineView with(EngineView from, WorksView works, FileView file) {
    return new EngineView(
        from.atMs(),
        from.nodeId(),
        from.port(),
        from.role(),
        from.history(),
        from.upstream(),
        from.replicas(),
        from.backlog(),
        from.transitions(),
        from.traffic(),
        from.data(),
        works,
        file,
        from.shrink(),
        from.fault());
  }

  private static EngineView withBacklog(EngineView from, BacklogView backlog) {
    return new EngineView(
        from.atMs(),
        from.nodeId(),
        from.port(),
        from.role(),
        from.history(),
        from.upstream(),
        from.replicas(),
        backlog,
        from.transitions(),
        from.traffic(),
        from.data(),
        from.works(),
        from.file(),
        from.shrink(),
        from.fault());
  }
}
