package io.lockstep.command.waiting;

import io.lockstep.memory.RecordType;
import io.lockstep.resp.Request;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Somebody who stands in the line of each key that it waits for. */
public abstract class Waiter {

  static final long NOWHERE = 0;

  private final KeyTerms terms;
  private final SequencedSet<WaitingKey> keys;

  /** Its number in the order of coming, the same in every line; {@link #NOWHERE} if it left. */
  long place = NOWHERE;

  /** One who waits for keys of a request; a key that is named twice counts once. */
  protected Waiter(KeyTerms terms, int database, Request request) {
    this.terms = terms;
    this.keys = new LinkedHashSet<>(2 * terms.keyCount());
    for (int i = terms.firstKey(); i < terms.firstKey() + terms.keyCount(); i++) {
      keys.add(new WaitingKey(database, request.copy(i)));
    }
  }

  /** The keys it waits for. */
  public final SequencedSet<WaitingKey> keys() {
    return keys;
  }

  /** When it has waited long enough; 0 is never. */
  public final long untilMs() {
    return terms.untilMs();
  }

  final RecordType type() {
    return terms.type();
  }

  final boolean wakesWhenGone() {
    return terms.wakesWhenGone();
  }

  /** Whether a change has anything for it that left a key with this type, or with nothing. */
  final boolean wakesFor(@Nullable RecordType found) {
    return found == type() || wakesWhenGone();
  }
}
