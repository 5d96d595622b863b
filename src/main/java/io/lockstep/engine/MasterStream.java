package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Connection;
import io.lockstep.command.Dispatcher;
import io.lockstep.command.Node;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import java.io.ByteArrayOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the master's commands and relays the very bytes to the log, each after it was executed, a
 * transaction all at once after its EXEC: the offset is that of the last byte applied (Redis,
 * {@code commandProcessed}).
 */
final class MasterStream {

  private static final Logger LOG = LoggerFactory.getLogger(MasterStream.class);

  private final Node node;
  private final Dispatcher dispatcher;
  private final ReplyWriter reply;
  private final Runnable applied;
  private final Runnable batchEnded;
  private Client client;
  private final Foresight foresight = new Foresight();
  private final Request request = new Request();

  // bytes of the transaction that is open, which are not applied before its EXEC
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private RequestDecoder decoder = decoder();
  private int selected;
  private boolean isPostponed; // the next request waits until clients are paused no more

  /**
   * The stream of a node's masters.
   *
   * @param client who stands for the master, whichever it is
   * @param applied told after each command
   * @param batchEnded told when all that was there is executed
   */
  MasterStream(
      Node node,
      Dispatcher dispatcher,
      ReplyWriter reply,
      Client client,
      Runnable applied,
      Runnable batchEnded) {
    this.node = node;
    this.dispatcher = dispatcher;
    this.reply = reply;
    this.client = client;
    this.applied = applied;
    this.batchEnded = batchEnded;
    makeMaster(client);
  }

  private static void makeMaster(Client client) {
    client.kind(Client.Kind.MASTER);
    client.authenticated(true);
  }

  /** The stream comes over this connection from now on; CLIENT LIST shows it. */
  void attach(Connection connection) {
    detach();
    client = node.clients().connect(connection, node.nowMs());
    makeMaster(client);
    client.database(selected);
  }

  /** The connection is gone. */
  void detach() {
    node.clients().disconnect(client);
  }

  private static RequestDecoder decoder() {
    RequestDecoder decoder = new RequestDecoder(ProtocolLimits.master());
    decoder.inlineAllowed(false);
    return decoder;
  }

  /** The client that its commands run as. */
  Client client() {
    return client;
  }

  /** Bytes that were read and not executed, those of an open transaction included. */
  long buffered() {
    return (long) decoder.buffered() + open.size();
  }

  /** Takes in bytes to be executed by {@link #run}. */
  void keep(byte[] bytes, int start, int length) throws ProtocolException {
    byte[] room = decoder.reserve(length);
    System.arraycopy(bytes, start, room, decoder.writeIndex(), length);
    decoder.written(length);
  }

  /** The stream that follows begins in this database. */
  void selected(int database) {
    selected = database;
    client.database(database);
    node.replication().log().selected(database);
  }

  /**
   * Forgets what was read and not executed, an open transaction included: a resumed stream begins
   * after the last byte applied, in the database selected there.
   */
  void dropUnexecuted() {
    decoder = decoder();
    isPostponed = false;
    open.reset();
    node.discardTransaction(client);
    client.database(selected);
  }

  /** Gives the memory of a burst back. */
  void shrinkWhenIdle() {
    decoder.shrinkWhenIdle();
  }

  /**
   * The master sent what this node can't apply: going on would let the data part in silence, so the
   * link is broken instead, and says why.
   */
  static final class NotApplicableException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotApplicableException(String command) {
      super("the master sent a command that can't be applied here: " + command);
    }
  }

  /** Executes everything that is complete. */
  void run() throws ProtocolException, NotApplicableException {
    client.activeAt(node.nowMs());
    dispatcher.beginBatch();
    foresight.begin();
    isPostponed = false;
    boolean more = true;
    while (more) {
      foresight.advance(decoder, node.keyspace(), client.database);
      more = decoder.next(request) && execute();
      relay();
      applied.run();
    }
    batchEnded.run();
  }

  /** Whether clients are paused and the master with them: {@link #run} goes on where it stopped. */
  boolean isPostponed() {
    return isPostponed;
  }

  /** False if it has to wait, and will be decoded again. */
  private boolean execute() throws NotApplicableException {
    long errors = node.statistics().errorReplies;
    reply.clear();
    isPostponed = dispatcher.dispatch(client, request) == Dispatcher.Result.POSTPONED;
    reply.clear();
    if (isPostponed) {
      decoder.unread();
      return false;
    }
    if (node.statistics().errorReplies != errors) {
      requireApplicable();
      LOG.warn(
          "== CRITICAL == This replica is sending an error to its master: '{}'", request.text(0));
    }
    return true;
  }

  /** An unknown verb, or a database that is not there; other errors are as harmless as in Redis. */
  private void requireApplicable() throws NotApplicableException {
    if (request.is(0, "SELECT") || node.commands().find(request) == null) {
      throw new NotApplicableException(request.text(0));
    }
  }

  private void relay() {
    int length = decoder.lastLength();
    if (length == 0) {
      return;
    }
    if (client.isInTransaction()) {
      open.write(decoder.bytes(), decoder.lastStart(), length);
      return;
    }
    ReplicationLog log = node.replication().log();
    if (open.size() > 0) {
      byte[] transaction = open.toByteArray();
      open.reset();
      log.appendUnit(transaction, 0, transaction.length);
    }
    log.append(decoder.bytes(), decoder.lastStart(), length);
    selected = client.database();
    log.selected(selected);
  }
}
