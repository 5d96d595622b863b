package io.lockstep.engine;

import static io.lockstep.command.parameter.ServerParameters.HZ;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
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

  /** Fields that have run out go in portions of so many when a cycle did not do. */
  private static final int FIELDS_AT_ONCE = 500;

  private final Node node;
  private final Engine engine;
  private final Replicator replicator;
  private final ViewPublisher publisher;
  private final FormerKeyspaces formers;
  private final EngineLoop loop;
  private long secondAtMs;
  private boolean isStopped;
  private boolean isReleasing;
  private boolean isExpiring;

  Cron(
      Node node,
      Engine engine,
      Replicator replicator,
      ViewPublisher publisher,
      FormerKeyspaces formers,
      EngineLoop loop) {
    this.node = node;
    this.engine = engine;
    this.replicator = replicator;
    this.publisher = publisher;
    this.formers = formers;
    this.loop = loop;
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
    node.activeExpiry().cycle(EXPIRY_EFFORT);
    expireMoreFields();
    node.memoryGuard().makeRoom();
    engine.serveAside();
    node.sample();
    release();
    formers.release(RELEASES_PER_TICK);
    replicator.tick();
    publisher.publish();
  }

  /** Memory goes back in small portions, as fast as clients leave room between them. */
  private void release() {
    if (isReleasing || isStopped) {
      return;
    }
    isReleasing = node.keyspace().releaseRetired(RELEASES_AT_ONCE);
    if (isReleasing) {
      loop.execute(this::releaseOn);
    }
  }

  private void releaseOn() {
    isReleasing = false;
    release();
  }

  /** As fast as clients leave room between the portions: which they are is known exactly. */
  private void expireMoreFields() {
    if (!isExpiring && !isStopped && node.activeExpiry().hasFields()) {
      isExpiring = true;
      loop.execute(this::expireFieldsOn);
    }
  }

  private void expireFieldsOn() {
    isExpiring = false;
    if (!isStopped && !node.settings().cronPaused) {
      node.refreshNow();
      node.activeExpiry().cycleFields(FIELDS_AT_ONCE);
      engine.serveAside();
      replicator.feedAfterBatch();
      expireMoreFields();
    }
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
