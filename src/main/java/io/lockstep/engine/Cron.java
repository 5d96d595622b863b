package io.lockstep.engine;

import static io.lockstep.command.parameter.ServerParameters.HZ;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.engine.saving.NodeSaving;
import java.util.List;

/**
 * What has to happen without anybody asking: expiry, idle clients, replication's timers, the view.
 * It runs {@code hz} times a second.
 */
final class Cron {

  private static final long SECOND_MS = 1_000;

  /** Blocks that a tick gives back after a snapshot: little enough to stay unnoticed. */
  private static final int RELEASES_PER_TICK = 20_000;

  /** Blocks that go back between two batches of requests: some 0.2 ms. */
  private static final int RELEASES_AT_ONCE = 1_000;

  /**
   * Keys that one cycle of expiry looks at, at most, and fields that it deletes; Redis' default
   * effort is of that order.
   */
  private static final int EXPIRY_EFFORT = 2_000;

  /** Fields that have run out go between two batches of requests when a cycle did not do. */
  private static final int FIELDS_AT_ONCE = 500;

  private final Node node;
  private final Engine engine;
  private final Replicator replicator;
  private final NodeSaving saving;
  private final ViewPublisher publisher;
  private final FormerKeyspaces formers;
  private final EngineLoop loop;
  private final Portions releases;
  private final Portions furtherFields;
  private long secondAtMs;
  private boolean isStopped;

  Cron(
      Node node,
      Engine engine,
      Replicator replicator,
      NodeSaving saving,
      ViewPublisher publisher,
      FormerKeyspaces formers,
      EngineLoop loop) {
    this.node = node;
    this.engine = engine;
    this.replicator = replicator;
    this.saving = saving;
    this.publisher = publisher;
    this.formers = formers;
    this.loop = loop;
    this.releases = new Portions(loop, this::release);
    this.furtherFields = new Portions(loop, this::expireFields);
  }

  void start() {
    tick();
  }

  void stop() {
    isStopped = true;
  }

  private void tick() {
    if (isStopped) {
      return;
    }
    node.refreshNow();
    if (!node.settings().cronPaused) {
      pass();
    }
    loop.after(SECOND_MS / Math.max(1, node.parameters().get(HZ)), this::tick);
  }

  private void pass() {
    engine.tick();
    everySecond();
    if (node.activeExpiry().cycle(EXPIRY_EFFORT) >= EXPIRY_EFFORT) {
      furtherFields.go();
    }
    node.memoryGuard().makeRoom();
    engine.serveAside();
    node.sample();
    releases.go();
    formers.release(RELEASES_PER_TICK);
    replicator.tick();
    saving.tick();
    publisher.publish();
  }

  /** Gives some memory back, unless all is; tells whether there may be more. */
  private boolean release() {
    return !isStopped && node.keyspace().releaseRetired(RELEASES_AT_ONCE);
  }

  /** Which fields have run out is known exactly: none has to wait for the next tick. */
  private boolean expireFields() {
    if (isStopped || node.settings().cronPaused) {
      return false;
    }
    node.refreshNow();
    int expired = node.activeExpiry().cycleFields(FIELDS_AT_ONCE);
    engine.serveAside();
    replicator.feedAfterBatch();
    return expired == FIELDS_AT_ONCE;
  }

  private void everySecond() {
    if (node.nowMs() - secondAtMs >= SECOND_MS) {
      secondAtMs = node.nowMs();
      closeIdleClients();
      engine.sessions().forEach(Session::shrinkWhenIdle);
      replicator.upstream().shrinkWhenIdle();
    }
  }

  private void closeIdleClients() {
    long limitMs = node.settings().idleTimeoutSeconds * SECOND_MS;
    if (limitMs == 0) {
      return;
    }
    List<Client> idle =
        node.clients().all().stream()
            .filter(client -> client.kind() == Client.Kind.NORMAL)
            .filter(client -> !client.isBlocked())
            .filter(client -> node.nowMs() - client.lastActiveAtMs() > limitMs)
            .toList();
    idle.forEach(client -> client.connection().abort());
  }
}
