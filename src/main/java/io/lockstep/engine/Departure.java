package io.lockstep.engine;

import static io.lockstep.command.parameter.ServerParameters.SHUTDOWN_TIMEOUT;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.replication.downstream.ReplicaState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a node: while replicas lack acknowledged writes, further ones are held back and the
 * replicas have {@code shutdown-timeout} to catch up (Redis, {@code prepareForShutdown}).
 */
final class Departure {

  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final String TAKEN_BACK = "ERR Errors trying to SHUTDOWN. Check logs.";
  private static final long SECOND_MS = 1_000;

  private final Node node;
  private final Replicator replicator;
  private final List<Runnable> ends = new ArrayList<>();
  private @Nullable Waiting waiting;
  private boolean isOver;

  /**
   * An end under way.
   *
   * @param offset what replicas must have acknowledged: the last write that a client was told of
   * @param untilMs when it comes all the same
   */
  private record Waiting(long offset, long untilMs) {}

  Departure(Node node, Replicator replicator) {
    this.node = node;
    this.replicator = replicator;
  }

  /**
   * Begins the end, or hastens the one that has begun.
   *
   * @param end run once nothing is waited for any more; never if the end is taken back
   */
  void begin(ShutdownTerms terms, Runnable end) {
    ends.add(end);
    node.refreshNow();
    if (waiting == null && !isOver) {
      LOG.warn("User requested shutdown...");
      node.pause().leaving(true);
      waiting = new Waiting(replicator.log().offset(), node.nowMs() + timeoutMs());
      waitForReplicas(terms, waiting);
    }
    if (terms.isAtOnce() || isOver) {
      finish();
    } else {
      look();
    }
  }

  private long timeoutMs() {
    return node.parameters().get(SHUTDOWN_TIMEOUT) * SECOND_MS;
  }

  private void waitForReplicas(ShutdownTerms terms, Waiting begun) {
    if (!terms.isAtOnce() && begun.untilMs() > node.nowMs() && !isLevel(begun.offset())) {
      LOG.info("Waiting for replicas before shutting down.");
      replicator.askForAcknowledgements();
    }
  }

  /** Comes to the end if nothing is left to wait for. */
  void look() {
    if (waiting != null && (node.nowMs() >= waiting.untilMs() || isLevel(waiting.offset()))) {
      finish();
    }
  }

  private void finish() {
    if (waiting != null) {
      report(waiting.offset());
    }
    waiting = null;
    isOver = true;
    List<Runnable> due = List.copyOf(ends);
    ends.clear();
    due.forEach(Runnable::run);
  }

  /**
   * Goes on as if nothing had been asked; false if the end has not begun, or is past waiting. What
   * was held back is for the caller to resume, since it may not run within another's command.
   */
  boolean abort() {
    if (waiting == null) {
      return false;
    }
    waiting = null;
    ends.clear();
    node.pause().leaving(false);
    for (Client client : node.clients().all()) {
      if (client.awaitsShutdown()) {
        node.unblock(client, TAKEN_BACK);
      }
    }
    LOG.info("Shutdown manually aborted.");
    return true;
  }

  boolean hasBegun() {
    return isOver || waiting != null;
  }

  /** How long replicas still have to catch up; −1 if nothing waits for them. */
  long leftMs() {
    return waiting == null ? -1 : Math.max(0, waiting.untilMs() - node.nowMs());
  }

  // ---- replicas

  private boolean isLevel(long offset) {
    return replicas().stream().allMatch(link -> isLevel(link, offset));
  }

  /** One that does not number its stream can't say where it is, so it is not waited for. */
  private static boolean isLevel(ReplicaLink link, long offset) {
    return link.state().ackOffset() >= offset
        || (link.state() instanceof ReplicaState.Online online && !online.isNumbered());
  }

  private List<ReplicaLink> replicas() {
    return replicator.downstream().replicas();
  }

  private void report(long offset) {
    List<ReplicaLink> lagging = replicas().stream().filter(link -> !isLevel(link, offset)).toList();
    lagging.forEach(link -> report(link, offset));
    int all = replicas().size();
    if (all > 0) {
      LOG.info("{} of {} replicas are in sync when shutting down.", all - lagging.size(), all);
    }
  }

  private void report(ReplicaLink link, long offset) {
    LOG.info(
        "Lagging replica {} reported offset {} behind master, lag={}, state={}.",
        link.name(),
        offset - link.state().ackOffset(),
        link.state().lagSeconds(node.nowMs()),
        link.state().infoName());
  }
}
