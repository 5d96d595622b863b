package io.lockstep.simulation;

import io.lockstep.engine.EngineView;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Footprint;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of every node after every event, and of the whole world at its end. */
final class Invariants {

  private static final int LOOK_CLOSELY_EVERY = 97;
  private static final long SNAPSHOT_GRACE_US = 3_000_000;

  /** What no node may say of another one, however torn the network is. */
  private static final List<String> COMPLAINTS =
      List.of(
          "Protocol error",
          "inline protocol",
          "can't be applied",
          "could not be loaded",
          "never had",
          "snapshot is announced by");

  /** What a node looked like after its last event. */
  private static final class Sight {
    private String replid = "";
    private long offset;
    private @Nullable Keyspace data;
    private long print;
    private long events;
    private long idleSnapshotsSinceUs = -1;
    private EngineView.@Nullable TransitionView lastTransition;
    private final Map<String, Long> reached = new HashMap<>();
  }

  private final Map<NodeLife, Sight> sights = new HashMap<>();
  private final List<Sight> all = new ArrayList<>();
  private final Histories histories = new Histories();
  private final Trace trace;
  private final SimulatedClock clock;

  Invariants(Trace trace, SimulatedClock clock) {
    this.trace = trace;
    this.clock = clock;
  }

  /** Looks at a node after an event. */
  void look(NodeLife life) {
    Sight sight = sights.get(life);
    if (sight == null) {
      sight = new Sight();
      sights.put(life, sight);
      all.add(sight);
    }
    lookAtHistory(life, sight);
    lookAtLog(life);
    lookAtLinks(life, sight);
    if (++sight.events % LOOK_CLOSELY_EVERY == 0) {
      lookAtMemory(life);
      lookAtSnapshots(life, sight);
      lookAtIdleData(life, sight);
    }
  }

  // ---- the history and the data

  private void lookAtHistory(NodeLife life, Sight sight) {
    ReplicationLog log = life.log();
    boolean isSameData = life.data().equals(sight.data);
    boolean isSameHistory = log.replid().equals(sight.replid);
    if (isSameData && isSameHistory && log.offset() == sight.offset) {
      return;
    }
    if (isSameData && isSameHistory && log.offset() < sight.offset) {
      throw new Violation(
          "%s went back from offset %d to %d".formatted(life.host(), sight.offset, log.offset()));
    }
    if (isSameData) {
      requireSeam(life, sight);
    }
    histories.learn(log.history());
    if (isSameData && !isSameHistory && !sight.replid.isEmpty()) {
      histories.learnRenaming(new Histories.Place(sight.replid, sight.offset), log.replid());
    }
    if (isSameData) {
      compareBytes(life, sight);
    }
    compareData(life, sight);
    remember(life, sight);
  }

  /**
   * A history that continues the former one begins after the former one's last byte; the event may
   * have added to either.
   */
  private static void requireSeam(NodeLife life, Sight sight) {
    History history = life.log().history();
    boolean isSuccessor = history.isPrevious(sight.replid) && !history.isCurrent(sight.replid);
    long seam = history.secondOffset() - 1;
    if (isSuccessor && (seam < sight.offset || seam > history.offset())) {
      throw new Violation(
          "%s came from offset %d to %d, but says that its history changed after %d"
              .formatted(life.host(), sight.offset, history.offset(), seam));
    }
  }

  private void compareBytes(NodeLife life, Sight sight) {
    ReplicationLog log = life.log();
    long from = Math.max(sight.offset + 1, log.firstOffset());
    if (from > log.offset()) {
      return;
    }
    byte[] bytes = log.copy(from, Integer.MAX_VALUE);
    if (!histories.agrees(log.replid(), from, bytes)) {
      throw new Violation(
          "%s has other bytes in %s from offset %d on".formatted(life.host(), log.replid(), from));
    }
  }

  private void compareData(NodeLife life, Sight sight) {
    ReplicationLog log = life.log();
    sight.print = Fingerprint.of(life.data());
    if (log.isActive() && !histories.agrees(log.replid(), log.offset(), sight.print)) {
      throw new Violation(
          "%s has other data at offset %d of %s than others had there"
              .formatted(life.host(), log.offset(), log.replid()));
    }
  }

  private void remember(NodeLife life, Sight sight) {
    ReplicationLog log = life.log();
    if (!log.replid().equals(sight.replid)) {
      trace.note(life.host(), "is in history " + log.replid().substring(0, 8), log.offset());
    } else {
      trace.note(life.host(), "is at", log.offset());
    }
    sight.replid = log.replid();
    sight.offset = log.offset();
    sight.data = life.data();
    sight.reached.merge(log.replid(), log.offset(), Math::max);
  }

  /** Data changes with the offset only. */
  private static void lookAtIdleData(NodeLife life, Sight sight) {
    if (life.log().isActive() && Fingerprint.of(life.data()) != sight.print) {
      throw new Violation(life.host() + " has changed its data and not its offset");
    }
  }

  // ---- the links

  /**
   * Nodes understand one another: a mistake that the protocol's own checks find, and a full resync
   * repairs, would be seen nowhere else.
   */
  private static void lookAtLinks(NodeLife life, Sight sight) {
    List<EngineView.TransitionView> latest = life.view().transitions();
    if (latest.isEmpty() || latest.getLast().equals(sight.lastTransition)) {
      return;
    }
    int known = sight.lastTransition == null ? -1 : latest.lastIndexOf(sight.lastTransition);
    latest.subList(known + 1, latest.size()).forEach(change -> requirePeace(life, change.cause()));
    sight.lastTransition = latest.getLast();
  }

  private static void requirePeace(NodeLife life, String cause) {
    if (COMPLAINTS.stream().anyMatch(cause::contains)) {
      throw new Violation(life.host() + " complains about its peer: " + cause);
    }
  }

  // ---- the log

  private static void lookAtLog(NodeLife life) {
    ReplicationLog log = life.log();
    if (log.cursorCount() > 0) {
      return;
    }
    long most = log.hasBacklog() ? log.backlogBytes() + largestBlock(log) : largestBlock(log);
    if (log.histlen() > most) {
      throw new Violation(
          "%s keeps %d bytes of its log that nobody needs".formatted(life.host(), log.histlen()));
    }
  }

  /** Blocks are a sixteenth of the backlog, within limits; an older one may be a larger one's. */
  private static long largestBlock(ReplicationLog log) {
    return Math.max(16 << 10, log.bytesReserved() / Math.max(1, log.blockCount()));
  }

  // ---- memory

  private static void lookAtMemory(NodeLife life) {
    Keyspace data = life.data();
    long live = liveBytes(data);
    if (data.bytesInUse() < live) {
      throw new Violation(
          "%s uses %d bytes, but %d live".formatted(life.host(), data.bytesInUse(), live));
    }
  }

  private static long liveBytes(Keyspace data) {
    long live = 0;
    for (int i = 0; i < data.databaseCount(); i++) {
      Database database = data.database(i);
      long[] sum = {database.tableBytes()};
      database.forEach(record -> sum[0] += data.footprint().of(record, Footprint.ALL));
      live += sum[0];
    }
    return live;
  }

  private void lookAtSnapshots(NodeLife life, Sight sight) {
    EngineView view = life.view();
    boolean anybodyReceives =
        view.replicas().stream().anyMatch(replica -> !replica.state().equals("online"));
    if (view.data().openSnapshots() == 0 || anybodyReceives) {
      sight.idleSnapshotsSinceUs = -1;
    } else if (sight.idleSnapshotsSinceUs < 0) {
      sight.idleSnapshotsSinceUs = clock.nowUs();
    } else if (clock.nowUs() - sight.idleSnapshotsSinceUs > SNAPSHOT_GRACE_US) {
      throw new Violation(life.host() + " keeps a snapshot open that nobody receives");
    }
  }

  // ---- acknowledgements

  /**
   * So many replicas were said to have this text: nodes must have reached its end. Two are asked
   * for, whatever the number: WAIT counts connections, as Redis does, and a replica that has come
   * back has two until the master learns that the former is dead.
   */
  void acknowledged(byte[] text, long replicas) {
    Histories.Place place = histories.endOf(text);
    if (place == null || replicas == 0) {
      return;
    }
    long holders = all.stream().filter(sight -> hasReached(sight, place)).count();
    if (holders < 2) {
      throw new Violation(
          "WAIT said that %d replicas have %s, but %d nodes have it"
              .formatted(replicas, place, holders));
    }
  }

  private boolean hasReached(Sight sight, Histories.Place place) {
    return sight.reached.entrySet().stream()
        .anyMatch(
            entry ->
                histories.includes(new Histories.Place(entry.getKey(), entry.getValue()), place));
  }

  // ---- the end

  /** Whether all nodes are one: same history, same offset, every link up. */
  static boolean areLevel(List<NodeLife> lives) {
    NodeLife first = lives.getFirst();
    return lives.stream()
        .allMatch(
            life ->
                life.log().replid().equals(first.log().replid())
                    && life.log().offset() == first.log().offset()
                    && isAttached(life));
  }

  private static boolean isAttached(NodeLife life) {
    return !life.node().replication().isReplica() || life.node().replication().isLinkUp();
  }

  /** Once all is calm, nothing of what was is left. */
  static @Nullable String remains(NodeLife life) {
    EngineView view = life.view();
    if (life.node().pause().isActive(life.node().nowMs())) {
      return life.host() + " has its clients paused";
    }
    if (view.data().openSnapshots() > 0) {
      return life.host() + " has a snapshot open";
    }
    if (life.log().cursorCount() != view.replicas().size()) {
      return life.host() + " has cursors without replicas";
    }
    if (life.formers().stream().anyMatch(former -> former.bytesReserved() > 0)) {
      return life.host() + " keeps the memory of replaced data";
    }
    return exactMemory(life);
  }

  private static @Nullable String exactMemory(NodeLife life) {
    Keyspace data = life.data();
    if (data.bytesRetired() > 0) {
      return life.host() + " keeps records that no snapshot sees";
    }
    long live = liveBytes(data);
    return data.bytesInUse() == live
        ? null
        : "%s uses %d bytes, and %d live".formatted(life.host(), data.bytesInUse(), live);
  }
}
