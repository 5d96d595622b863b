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
 * replicas have {@code shutdown-timeout} to catch up; then the data is saved, unless the terms say
 * otherwise. If that fails the node goes on (Redis, {@code prepareForShutdown}, {@code
 * finishShutdown}).
 */
final class Departure {

  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final String TAKEN_BACK = "ERR Errors trying to SHUTDOWN. Check logs.";
  private static final long SECOND_MS = 1_000;

  private final Node node;
  private final Replicator replicator;
  private final Runnable resumption;
  private final List<Ask> asked = new ArrayList<>(); // not begun yet
  private final List<End> ends = new ArrayList<>();
  private @Nullable Waiting waiting;
  private boolean isOver;

  /** Who has asked for the end, and hears of it once. */
  interface End {

    /** Nothing is waited for any more: the node may be closed. */
    void came();

    /** The node goes on. */
    void wasTakenBack();
  }

  /**
   * An end under way.
   *
   * @param offset what replicas must have acknowledged: the last write that a client was told of
   * @param untilMs when it comes all the same
   */
  private record Waiting(ShutdownTerms terms, long offset, long untilMs) {

    private Waiting on(ShutdownTerms changed) {
      return new Waiting(changed, offset, untilMs);
    }
  }

  private record Ask(ShutdownTerms terms, End end) {}

  /**
   * An end that has not begun.
   *
   * @param resumption runs what was held back, once the node goes on
   */
  Departure(Node node, Replicator replicator, Runnable resumption) {
    this.node = node;
    this.replicator = replicator;
    this.resumption = resumption;
  }

  /**
   * Begins the end by itself, as a signal asks for it: not while what happens by itself stands
   * still.
   */
  void ask(ShutdownTerms terms, End end) {
    if (node.settings().cronPaused) {
      asked.add(new Ask(terms, end));
    } else {
      begin(terms, end);
    }
  }

  /** Begins the end that was asked for, if one was. */
  void beginAsked() {
    List<Ask> due = List.copyOf(asked);
    asked.clear();
    due.forEach(ask -> begin(ask.terms(), ask.end()));
  }

  /** Begins the end; the terms of one that has begun change where these say more. */
  void begin(ShutdownTerms terms, End end) {
    ends.add(end);
    node.refreshNow();
    if (waiting == null && !isOver) {
      LOG.warn("User requested shutdown...");
      node.pause().leaving(true);
      long offset = replicator.log().offset();
      waiting = new Waiting(possible(terms), offset, node.nowMs() + timeoutMs());
      waitForReplicas(waiting);
    } else if (waiting != null) {
      waiting = waiting.on(possible(waiting.terms().and(terms)));
    }
    if (terms.isAtOnce() || isOver) {
      finish();
    } else {
      look();
    }
  }

  /** Half of the data must not take the place of all of it. */
  private ShutdownTerms possible(ShutdownTerms asked) {
    return node.isLoading() ? asked.withoutSave() : asked;
  }

  private long timeoutMs() {
    return node.parameters().get(SHUTDOWN_TIMEOUT) * SECOND_MS;
  }

  private void waitForReplicas(Waiting begun) {
    if (!begun.terms().isAtOnce() && begun.untilMs() > node.nowMs() && !isLevel(begun.offset())) {
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
    Waiting last = waiting;
    if (last != null) {
      report(last.offset());
      endSaves();
    }
    if (last != null && !hasSaved(last.terms())) {
      LOG.warn("Errors trying to shut down the server. Check the logs for more information.");
      takeBack();
      resumption.run();
      return;
    }
    waiting = null;
    isOver = true;
    takeEnds().forEach(End::came);
  }

  private void endSaves() {
    if (node.saving().isInProgress()) {
      LOG.warn("There is a child saving an .rdb. Killing it!");
      node.saving().abandon();
    }
  }

  private boolean hasSaved(ShutdownTerms terms) {
    if (!terms.wantsSave(savesByItself()) || node.saving().saveFinally()) {
      return true;
    }
    LOG.warn(
        terms.isForced()
            ? "Error trying to save the DB. Exit anyway."
            : "Error trying to save the DB, can't exit.");
    return terms.isForced();
  }

  /** What is left where the data made room for a snapshot is only saved if somebody says so. */
  private boolean savesByItself() {
    return node.saving().savesByItself() && !replicator.upstream().lacksData();
  }

  private List<End> takeEnds() {
    List<End> due = List.copyOf(ends);
    ends.clear();
    return due;
  }

  /**
   * Goes on as if nothing had been asked; false if the end has not begun, or is past waiting. What
   * was held back is for the caller to resume, since it may not run within another's command.
   */
  boolean abort() {
    if (waiting == null && asked.isEmpty()) {
      return false;
    }
    takeBack();
    LOG.info("Shutdown manually aborted.");
    return true;
  }

  private void takeBack() {
    waiting = null;
    node.pause().leaving(false);
    for (Client client : node.clients().all()) {
      if (client.awaitsShutdown()) {
        node.unblock(client, TAKEN_BACK);
      }
    }
    takeEnds().forEach(End::wasTakenBack);
    asked.forEach(ask -> ask.end().wasTakenBack());
    asked.clear();
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
