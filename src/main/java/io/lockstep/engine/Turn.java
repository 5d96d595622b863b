package io.lockstep.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * One round of the engine's loop, over all sockets that were ready in it. Replies leave at its end,
 * when everything that was ready is executed (as in Redis, {@code beforeSleep}): a far end that
 * woke up for the first of them would find the others missing, and ask the kernel once more for
 * each.
 */
final class Turn {

  private final EngineLoop loop;
  private final Runnable end; // one object for all turns
  private final List<Session> answered = new ArrayList<>();

  Turn(EngineLoop loop, Faults faults) {
    this.loop = loop;
    this.end = faults.guarded(this::end);
  }

  /** The session's connection has replies that wait for the end of the turn. */
  void answered(Session session) {
    if (session.isAnswered) {
      return;
    }
    session.isAnswered = true;
    if (answered.isEmpty()) {
      loop.execute(end);
    }
    answered.add(session);
  }

  /** Hands to the kernel what was answered so far. */
  void end() {
    for (int i = 0; i < answered.size(); i++) { // no iterator in a turn
      Session session = answered.get(i);
      session.isAnswered = false;
      session.client().connection().flush();
    }
    answered.clear();
  }
}
