package io.lockstep.engine;

import io.lockstep.replication.Transition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of every link, newest last: the log line and the view come from the same record. */
final class LinkTransitions {

  /** How many are kept for people to see. */
  static final int KEPT = 100;

  private static final Logger LOG = LoggerFactory.getLogger("io.lockstep.replication");

  private final Deque<EngineView.TransitionView> latest = new ArrayDeque<>();

  /** Records and logs one transition of a link. */
  void record(String link, Transition transition) {
    LOG.info("{}: {} -> {}: {}", link, transition.from(), transition.to(), transition.cause());
    latest.addLast(
        new EngineView.TransitionView(
            transition.atMs(),
            link,
            transition.from(),
            transition.to(),
            transition.cause(),
            transition.offset()));
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
  }

  List<EngineView.TransitionView> latest() {
    return List.copyOf(latest);
  }
}
