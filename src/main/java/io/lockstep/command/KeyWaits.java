package io.lockstep.command;

import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.command.waiting.WaitingKey;
import io.lockstep.command.waiting.WaitingRoom;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait for keys (Redis 7.2, {@code blocked.c}). A key that is changed makes those
 * who wait for it ready to be executed again, which is for whoever runs the dispatcher, after the
 * command, the EXEC or the work of a timer that changed it.
 */
public final class KeyWaits {

  private final Node node;
  private final WaitingRoom<KeyWait> room = new WaitingRoom<>();
  private final Deque<KeyWait> ended = new ArrayDeque<>();
  private final Function<WaitingKey, @Nullable RecordType> types = this::type;

  KeyWaits(Node node) {
    this.node = node;
  }

  /** Has a client wait, or wait on where it stands. */
  void begin(Client client, CommandTable.Entry entry, KeyTerms terms, Request request) {
    KeyWait wait = client.keyWait();
    if (wait == null) {
      KeyWait begun = new KeyWait(client, entry, request.detach(), terms);
      client.block(begun);
      client.holds(begun.bytes());
      room.enter(begun);
    } else {
      wait.isPending = true;
    }
  }

  /** A client waits for keys no more. */
  void end(Client client) {
    KeyWait wait = client.keyWait();
    if (wait != null) {
      room.leave(wait);
      ended.remove(wait);
      client.holds(0);
      client.goOn();
    }
  }

  /** A client is to be told at the next occasion that its wait is over; no key serves it now. */
  void unblocked(Client client) {
    KeyWait wait = client.keyWait();
    if (wait != null && !ended.contains(wait)) {
      room.leave(wait);
      ended.addLast(wait);
    }
  }

  // ---- readiness

  /** A key was changed, created or deleted. */
  void changed(int database, byte[] bytes, int start, int length) {
    room.changed(database, bytes, start, length);
  }

  /** A database was emptied or replaced. */
  void databaseChanged(int database) {
    room.databaseChanged(database);
  }

  /** Whether there may be somebody to execute again. */
  public boolean hasReady() {
    return room.hasReady();
  }

  /**
   * The next client to be executed again by {@link Dispatcher#retry}; null once nothing is ready
   * any more.
   */
  public @Nullable Client nextToServe() {
    KeyWait wait = room.call(types);
    while (wait != null && wait.client().isClosing()) {
      wait = room.call(types);
    }
    return wait == null ? null : wait.client();
  }

  /** To look at a key that has run out is to delete it, as it is for any command. */
  private @Nullable RecordType type(WaitingKey key) {
    Database database = node.keyspace().database(key.database());
    int record = database.find(key.name(), 0, key.name().length);
    if (record == Database.NONE) {
      return null;
    }
    if (node.liveKeys().isExpired(key.database(), record)) {
      expire(key.database(), record);
      return null;
    }
    return node.keyspace().records().type(record);
  }

  private void expire(int database, int record) {
    if (node.isExpiryOurs()) {
      node.liveKeys().expire(database, record);
      node.propagation().finishUnwrapped();
    }
  }

  // ---- ends without a key

  /** The next client whose wait has ended by time or by another client's word; null if none. */
  public @Nullable Client nextOver() {
    KeyWait wait = ended.pollFirst();
    if (wait == null) {
      wait = room.expire(node.nowMs());
    }
    if (wait == null) {
      return null;
    }
    wait.client().isUnblocked = true; // even if the clock is turned back before it is told
    return wait.client();
  }

  /** When a client will have waited long enough; the largest number if none ever will. */
  public long firstUntilMs() {
    return room.firstUntilMs();
  }

  // ---- counts

  /** How many keys are waited for. */
  public int keys() {
    return room.keys();
  }

  /** How many keys are waited for by clients that also hear of their end. */
  public int keysWakingWhenGone() {
    return room.keysWakingWhenGone();
  }

  /** How many clients wait for a limited time. */
  public int timed() {
    return room.timed();
  }
}
