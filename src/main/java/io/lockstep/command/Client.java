package io.lockstep.command;

import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import org.jspecify.annotations.Nullable;

/**
 * One connected peer as commands see it: who it is, which database it selected, and which mode it
 * is in. Owned by the engine's thread.
 */
public final class Client {

  /** What a peer is to this node; {@code CLIENT LIST TYPE} and output limits go by it. */
  public enum Kind {
    NORMAL,
    MASTER,
    REPLICA,
    PUBSUB
  }

  /** What becomes of replies: {@code CLIENT REPLY}. */
  public enum ReplyMode {
    ON,
    OFF,
    SKIP_NEXT,
    SKIP
  }

  private final long id;
  private final Connection connection;
  private final long createdAtMs;

  public Kind kind = Kind.NORMAL;
  public int database;
  public int protocol = 2;
  public boolean authenticated;
  public String name = "";
  public String libraryName = "";
  public String libraryVersion = "";
  public ReplyMode replyMode = ReplyMode.ON;
  public boolean noEvict;
  public boolean noTouch;
  public boolean closing;

  /** Whether its last request is held back by CLIENT PAUSE. */
  public boolean waits;

  public long lastActiveAtMs;
  public @Nullable RequestDecoder input;
  public @Nullable String lastCommand;

  /** The log's offset after the last command of this client: what WAIT waits for. */
  public long lastWriteOffset;

  @Nullable Wait wait;
  @Nullable String unblockError;
  boolean isUnblocked;

  public @Nullable Transaction transaction;
  Watches.@Nullable Watch firstWatch;
  public boolean watchBroken;
  int watchCount;

  private @Nullable Subscribed subscribed; // made for the first subscription

  /** Whether it has subscribed to something. */
  boolean isSubscriber;

  /** Bytes of a request that is held back. */
  public long heldRequestBytes;

  /** What {@link ClientMemory} has counted for it. */
  long countedBytes;

  long countedUnsentBytes;

  /** A peer that just connected. */
  public Client(long id, Connection connection, long nowMs) {
    this.id = id;
    this.connection = connection;
    this.createdAtMs = nowMs;
    this.lastActiveAtMs = nowMs;
  }

  /** A number never used before on this node. */
  public long id() {
    return id;
  }

  /** The bytes it has sent that are not yet executed. */
  public void input(RequestDecoder decoder) {
    input = decoder;
  }

  /** Where its bytes go. */
  public Connection connection() {
    return connection;
  }

  /** When it connected. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** What it is to this node. */
  public Kind kind() {
    return kind;
  }

  /** Makes it another kind: a replica after PSYNC, the master after REPLICAOF. */
  public void kind(Kind kind) {
    this.kind = kind;
  }

  /** Whether this is the link to our master, whose commands must be obeyed. */
  public boolean isMaster() {
    return kind == Kind.MASTER;
  }

  /** Whether PSYNC or SYNC made it a replica of ours. */
  public boolean isReplica() {
    return kind == Kind.REPLICA;
  }

  /** The selected database's index. */
  public int database() {
    return database;
  }

  /** Selects a database. */
  public void database(int index) {
    database = index;
  }

  /** The RESP version it speaks: 2 or 3. */
  public int protocol() {
    return protocol;
  }

  /** Whether this peer is told what its commands answered; our master is not. */
  boolean hearsReplies() {
    return kind != Kind.MASTER;
  }

  /** Whether its last request is not answered yet, as it waits for something. */
  public boolean isBlocked() {
    return wait != null;
  }

  /** Whether another client may end its wait. */
  public boolean mayBeUnblocked() {
    return wait != null && wait.mayBeEnded();
  }

  /** Whether it waits for the node's end. */
  public boolean awaitsShutdown() {
    return wait instanceof ReplicaWait forReplicas && forReplicas.isForShutdown();
  }

  /** What it waits for, if that is a key. */
  @Nullable KeyWait keyWait() {
    return wait instanceof KeyWait forKeys ? forKeys : null;
  }

  /** Whether it waits for a key. */
  public boolean waitsForKeys() {
    return wait instanceof KeyWait;
  }

  /** The request that is executed again once one of its keys is ready. */
  public Request waitsFor() {
    if (wait instanceof KeyWait forKeys) {
      return forKeys.request();
    }
    throw new IllegalStateException("Client " + id + " waits for no key.");
  }

  /** Holds back what follows until something has happened. */
  public void block(Wait forSomething) {
    wait = forSomething;
  }

  /** Waits no more. */
  void goOn() {
    wait = null;
    isUnblocked = false;
    unblockError = null;
  }

  /**
   * Ends its wait at the next occasion.
   *
   * @param error what it is told; null for what the end of its time would tell it
   */
  void unblock(@Nullable String error) {
    isUnblocked = true;
    unblockError = error;
  }

  /**
   * Answers a wait that is over.
   *
   * @return whether the client goes on
   */
  boolean settleWait(Node node, ReplyWriter reply) {
    Wait pending = wait;
    if (pending == null || !(isUnblocked || pending.isOver(node))) {
      return pending == null;
    }
    if (unblockError != null) {
      node.statistics().error(unblockError);
      reply.error(unblockError);
    } else {
      pending.answer(node, reply);
    }
    goOn();
    return true;
  }

  /** What it has subscribed to. */
  public Subscribed subscribed() {
    if (subscribed == null) {
      subscribed = new Subscribed();
    }
    return subscribed;
  }

  /** How many names of a sort it has subscribed to. */
  public int subscriptions(Subscriptions.Sort sort) {
    return subscribed == null ? 0 : subscribed.count(sort);
  }

  /** Bytes that its subscriptions take, about. */
  long subscriptionBytes() {
    return subscribed == null ? 0 : subscribed.bytes();
  }

  /** Whether it speaks RESP2 and gets messages, between which nothing else may come. */
  public boolean hearsOnlyMessages() {
    return isSubscriber && protocol == 2;
  }

  /** Notes whether it has subscribed to something: that makes an ordinary client another kind. */
  void subscribes(boolean subscribes) {
    isSubscriber = subscribes;
    if (kind == Kind.NORMAL || kind == Kind.PUBSUB) {
      kind = subscribes ? Kind.PUBSUB : Kind.NORMAL;
    }
  }

  /** Whether MULTI was sent and EXEC was not. */
  public boolean isInTransaction() {
    return transaction != null;
  }

  /** Whether it may run commands that need a password. */
  public boolean isAuthenticated() {
    return authenticated;
  }

  /** Grants or withdraws the right to run commands. */
  public void authenticated(boolean granted) {
    authenticated = granted;
  }

  /** Whether it is to be closed once its replies are sent; further requests are not read. */
  public boolean isClosing() {
    return closing;
  }

  /** Notes how many bytes a request of its own takes that is held back. */
  public void holds(long requestBytes) {
    heldRequestBytes = requestBytes;
  }

  /** Ends it after its replies are sent. */
  public void closeAfterReply() {
    closing = true;
  }

  /** When it last sent something. */
  public long lastActiveAtMs() {
    return lastActiveAtMs;
  }

  /** Notes that it sent something. */
  public void activeAt(long nowMs) {
    lastActiveAtMs = nowMs;
  }

  /** Takes back what it chose for itself; what it said of its library stays. */
  public void forgetChoices() {
    database = 0;
    protocol = 2;
    name = "";
    replyMode = ReplyMode.ON;
    noEvict = false;
    noTouch = false;
  }

  /** The name that CLIENT SETNAME gave, or empty. */
  public String name() {
    return name;
  }
}
