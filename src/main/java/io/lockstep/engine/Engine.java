package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Connection;
import io.lockstep.command.Dispatcher;
import io.lockstep.command.Node;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ReplySection;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes what clients send: one batch for each piece of input, in the order of arrival, on one
 * thread. Replies leave at the end of the loop's {@link Turn}; replicas are fed then too, and
 * within a long batch.
 */
public final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Replies beyond this are handed over before their batch has ended. */
  private static final int REPLY_BYTES_AT_ONCE = 64 << 10;

  private final Node node;
  private final Dispatcher dispatcher;
  private final ReplyWriter reply;
  private final Replicator replicator;
  private final Faults faults;
  private final OutputLimitCheck outputLimits;
  private final Floodgate floodgate;
  private final Turn turn;
  private final Departure departure;
  private final Foresight foresight = new Foresight();
  private final Request request = new Request();
  private final Map<Client, Session> sessions = new LinkedHashMap<>();
  private final Set<Session> parked = new LinkedHashSet<>();
  private final List<Session> overwhelmed = new ArrayList<>();
  private final List<Session> waiting = new ArrayList<>(); // for anything but keys
  private final Set<Session> served = new LinkedHashSet<>(); // what they sent since is still to run
  private final EngineLoop loop;
  private final WaitAlarm alarm;

  Engine(
      Node node,
      ReplyWriter reply,
      Dispatcher dispatcher,
      Replicator replicator,
      Faults faults,
      Floodgate floodgate,
      Turn turn,
      EngineLoop loop) {
    this.node = node;
    this.reply = reply;
    this.dispatcher = dispatcher;
    this.replicator = replicator;
    this.faults = faults;
    this.floodgate = floodgate;
    this.turn = turn;
    this.loop = loop;
    this.alarm = new WaitAlarm(loop, node, this::settleWaits);
    this.outputLimits = new OutputLimitCheck(node);
    this.departure = new Departure(node, replicator, () -> loop.execute(this::goOn));
  }

  // ---- a client's life

  /** Takes in a connection. Beyond {@code maxclients} it is told so, and closed. */
  public Session accept(Connection connection) {
    node.refreshNow();
    node.statistics().connectionsReceived++;
    Client client = node.clients().connect(new GuardedConnection(connection, faults), node.nowMs());
    Session session = new Session(client, node.settings().protocolLimits);
    client.authenticated(!node.settings().requiresPassword);
    sessions.put(client, session);
    if (faults.hasStopped()) {
      connection.abort();
    } else {
      Admission.check(node, client);
    }
    return session;
  }

  /** Executes what a session's decoder holds after {@code bytes} more have come. */
  public void received(Session session, int bytes) {
    if (faults.hasStopped()) {
      return;
    }
    node.statistics().netInputBytes += bytes;
    node.statistics().totalReads++;
    try {
      beginBatch(session);
      run(session);
      noteSignsOfLife(session);
      endBatch(session);
      settleWaits();
      departure.look();
    } catch (RuntimeException | Error fault) {
      faults.stop(fault);
    }
  }

  /** An empty line from a replica says that it is alive, and busy. */
  private void noteSignsOfLife(Session session) {
    if (session.client().isReplica() && session.decoder().emptyLines() != session.emptyLines) {
      session.emptyLines = session.decoder().emptyLines();
      replicator.downstream().aliveLine(session.client());
    }
  }

  /** The client sent too much or nonsense: it is answered if Redis would, and closed. */
  public void broken(Session session, ProtocolException cause) {
    faults.guard(() -> answerBroken(session, cause));
  }

  private void answerBroken(Session session, ProtocolException cause) {
    beginBatch(session);
    breakOff(session, cause);
    endBatch(session);
  }

  /** The connection is closed. */
  public void gone(Session session) {
    faults.guard(() -> forget(session));
  }

  private void forget(Session session) {
    sessions.remove(session.client());
    parked.remove(session);
    session.parked = null;
    waiting.remove(session);
    served.remove(session);
    replicator.gone(session.client());
    node.disconnected(session.client());
  }

  /** Serves nobody any more: data behind a broken invariant can't be trusted. */
  void halt() {
    List.copyOf(sessions.keySet()).forEach(client -> client.connection().abort());
  }

  /** The node's end. */
  Departure departure() {
    return departure;
  }

  /**
   * Comes to the end as SHUTDOWN does: replicas may catch up, the data is saved.
   *
   * @param answer true once the node may be closed, false if it goes on
   */
  public void depart(ShutdownTerms terms, Consumer<Boolean> answer) {
    if (faults.hasStopped()) {
      answer.accept(true);
    }
    faults.guard(() -> departure.begin(terms, new Asked(answer)));
  }

  /** Comes to the end as a signal asks for it. */
  public void departLater(ShutdownTerms terms, Consumer<Boolean> answer) {
    if (faults.hasStopped()) {
      answer.accept(true);
    }
    faults.guard(() -> departure.ask(terms, new Asked(answer)));
  }

  /** The end was taken back: who waited for it is told, and what was held back is run. */
  private void goOn() {
    resumeParked();
    settleWaits();
  }

  private record Asked(Consumer<Boolean> answer) implements Departure.End {
    @Override
    public void came() {
      answer.accept(true);
    }

    @Override
    public void wasTakenBack() {
      answer.accept(false);
    }
  }

  /** Closes every connection. */
  public void closeAll() {
    turn.end();
    node.saving().abandon();
    replicator.feedAll();
    for (Client client : List.copyOf(sessions.keySet())) {
      if (client.isReplica()) {
        client.connection().close();
      } else {
        client.connection().abort();
      }
    }
    replicator.upstream().unfollow();
  }

  /** Every session, oldest first. */
  Iterable<Session> sessions() {
    return sessions.values();
  }

  /** Lets time pass: keys run out, pauses end. */
  void tick() {
    departure.beginAsked();
    resumeParked();
    settleWaits();
    departure.look();
    sessions.keySet().forEach(node.clientMemory()::count);
    closeSlowReaders();
    evictClients();
    replicator.feedAfterBatch();
  }

  private void closeSlowReaders() {
    closeOverwhelmed();
    sessions.values().stream()
        .filter(outputLimits::isBeyond)
        .toList()
        .forEach(this::closeSlowReader);
  }

  /** Runs the sessions, and the master's stream, that waited for a pause to end. */
  void resumeParked() {
    if (node.pause().isActive(node.nowMs())) {
      return;
    }
    replicator.upstream().resumePostponed();
    if (!parked.isEmpty()) {
      List<Session> released = List.copyOf(parked);
      parked.clear();
      released.forEach(this::resume);
      settleWaits();
    }
  }

  /** Answers the sessions whose replicas have caught up, or whose time is up. */
  void settleWaits() {
    if (!waiting.isEmpty()) {
      List.copyOf(waiting).forEach(this::settleWait);
    }
    boolean more = true;
    while (more) {
      more = settleNext() || resumeNextServed();
    }
  }

  private boolean settleNext() {
    Client over = node.keyWaits().nextOver();
    if (over == null) {
      return false;
    }
    settleWait(sessionOf(over));
    return true;
  }

  private boolean resumeNextServed() {
    if (served.isEmpty()) {
      return false;
    }
    Session next = served.iterator().next();
    served.remove(next);
    resume(next);
    return true;
  }

  private void settleWait(Session session) {
    beginBatch(session);
    boolean goesOn = dispatcher.settle(session.client());
    if (goesOn) {
      waiting.remove(session);
      run(session);
    }
    if (goesOn || session.client().isClosing()) {
      endBatch(session);
    }
  }

  // ---- clients that wait for keys

  /** Serves those whose keys the master's commands, or a timer's work, have made ready. */
  void serveAside() {
    if (!node.keyWaits().hasReady()) {
      return;
    }
    serveReady();
    if (!served.isEmpty()) {
      loop.execute(this::settleWaits);
    }
  }

  /**
   * Executes again what waits for keys that are ready. What else these clients have sent comes when
   * all that was ready has been executed, as in Redis.
   */
  private void serveReady() {
    Client next = node.keyWaits().nextToServe();
    while (next != null) {
      serve(sessionOf(next));
      next = node.keyWaits().nextToServe();
    }
  }

  private void serve(Session session) {
    Request again = session.client().waitsFor();
    session.client().activeAt(node.nowMs());
    beginReplies(session);
    switch (dispatcher.retry(session.client())) {
      case DONE -> served.add(session);
      case POSTPONED -> park(session, again);
      case BLOCKED -> {}
    }
    sendReplies(session);
    if (!session.isCut) {
      finish(session);
    }
    replicator.feedWithinBatch();
  }

  /** Serves others within a session's batch: its own replies so far are sent before. */
  private void serveWithin(Session session) {
    sendReplies(session);
    serveReady();
    beginReplies(session);
  }

  private Session sessionOf(Client client) {
    Session session = sessions.get(client);
    if (session == null) {
      throw new IllegalStateException("Client " + client.id() + " waits though it is gone.");
    }
    return session;
  }

  private void resume(Session session) {
    beginBatch(session);
    run(session);
    endBatch(session);
  }

  // ---- a batch

  private void beginBatch(Session session) {
    node.refreshNow();
    session.client().activeAt(node.nowMs());
    beginReplies(session);
    dispatcher.beginBatch();
  }

  private void beginReplies(Session session) {
    reply.clear();
    reply.protocol(session.client().protocol());
    reply.limit(outputLimits.room(session));
  }

  private void run(Session session) {
    try {
      runAll(session);
    } catch (ProtocolException broken) {
      breakOff(session, broken);
    }
  }

  private void runAll(Session session) throws ProtocolException {
    if (session.parked != null && !runParked(session)) {
      return;
    }
    foresight.begin();
    while (mayGoOn(session) && decode(session)) {
      evictFor(session);
      if (!session.isCut) {
        runOne(session, request);
      }
    }
  }

  /** Limits hold as they are now: both may have been set since the client connected. */
  private boolean decode(Session session) throws ProtocolException {
    foresight.advance(session.decoder(), node.keyspace(), session.client().database);
    session.decoder().limits(node.settings().protocolLimits);
    session.decoder().authenticated(!dispatcher.needsPassword(session.client()));
    return session.decoder().next(request);
  }

  private static boolean mayGoOn(Session session) {
    Client client = session.client();
    return !client.isClosing() && !session.isHeld && session.parked == null && !client.isBlocked();
  }

  private boolean runParked(Session session) {
    Request waiting = session.parked;
    session.parked = null;
    session.client().holds(0);
    if (waiting != null) {
      runOne(session, waiting);
    }
    return session.parked == null;
  }

  private void runOne(Session session, Request next) {
    switch (dispatcher.dispatch(session.client(), next)) {
      case DONE -> {}
      case POSTPONED -> park(session, next.detach());
      case BLOCKED -> await(session);
    }
    if (node.keyWaits().hasReady()) {
      serveWithin(session);
    }
    if (reply.length() > REPLY_BYTES_AT_ONCE) {
      sendReplies(session);
      holdIfFlooded(session);
    }
    replicator.feedWithinBatch();
  }

  private void park(Session session, Request next) {
    session.parked = next;
    session.client().holds(next.frameLength());
    parked.add(session);
  }

  private void await(Session session) {
    if (session.client().waitsForKeys()) {
      alarm.set();
    } else {
      waiting.add(session);
    }
  }

  private void breakOff(Session session, ProtocolException cause) {
    LOG.debug("Closing {}: {}", session.client().connection().remoteAddress(), cause.getMessage());
    if (cause.closesSilently()) {
      session.client().connection().abort();
    } else {
      node.statistics().error(cause.reply());
      reply.error(cause.reply());
    }
    session.client().closeAfterReply();
  }

  private void endBatch(Session session) {
    sendReplies(session);
    if (!session.isCut) {
      finish(session);
    }
    closeOverwhelmed();
    replicator.feedAfterBatch();
  }

  private void finish(Session session) {
    if (session.client().isClosing()) {
      session.client().connection().close();
      return;
    }
    flushIfHeldToUnsent(session);
    holdIfFlooded(session);
    if (outputLimits.isBeyond(session)) {
      closeSlowReader(session);
    }
    node.clientMemory().count(session.client());
  }

  /**
   * Where a limit on unsent bytes may cost a client its life, only what the kernel refuses counts.
   */
  private void flushIfHeldToUnsent(Session session) {
    if (outputLimits.isLimited(session) || node.clientMemory().isLimited()) {
      session.client().connection().flush();
    }
  }

  private void sendReplies(Session session) {
    if (reply.length() == 0) {
      return;
    }
    if (session.isCut) {
      reply.clear();
    } else if (reply.length() > outputLimits.room(session) || !hasSent(session)) {
      reply.clear();
      closeSlowReader(session);
    }
  }

  private boolean hasSent(Session session) {
    Connection connection = session.client().connection();
    node.statistics().netOutputBytes += reply.length();
    turn.answered(session);
    if (reply.isLong()) {
      return reply.handOver(section -> send(connection, section));
    }
    connection.write(reply.bytes(), 0, reply.length());
    reply.clear();
    return true;
  }

  private static void send(Connection connection, ReplySection section) {
    connection.write(section.bytes(), _ -> section.free());
  }

  /** Gives a client a message in between its replies, unless it is about to be closed. */
  void push(Client client, byte[] bytes, int start, int length) {
    Session session = sessions.get(client);
    if (session == null || session.isCut || client.isClosing()) {
      return;
    }
    client.connection().write(bytes, start, length);
    node.statistics().netOutputBytes += length;
    turn.answered(session);
    if (outputLimits.isBeyond(session)) {
      flushOverwhelmed(session);
    }
  }

  // ---- clients that take too much

  /** Who publishes goes through the sessions: one of them is forgotten when that is over. */
  private void flushOverwhelmed(Session session) {
    session.client().connection().flush();
    if (outputLimits.isBeyond(session)) {
      session.isCut = true;
      session.client().closeAfterReply();
      overwhelmed.add(session);
    }
  }

  private void closeOverwhelmed() {
    if (!overwhelmed.isEmpty()) {
      List<Session> slow = List.copyOf(overwhelmed);
      overwhelmed.clear();
      slow.forEach(this::closeSlowReader);
    }
  }

  /** Leaves the rest of a client's requests until it has read most of its replies. */
  private void holdIfFlooded(Session session) {
    if (session.isHeld || session.isCut || !floodgate.isFlooded(session)) {
      return;
    }
    session.client().connection().flush();
    if (floodgate.isFlooded(session)) {
      floodgate.close(session, () -> drained(session));
    }
  }

  private void drained(Session session) {
    if (session.isCut || !sessions.containsKey(session.client())) {
      return;
    }
    floodgate.open(session);
    resume(session);
    settleWaits();
  }

  private void closeSlowReader(Session session) {
    LOG.warn(
        "Client {} scheduled to be closed ASAP for overcoming of output buffer limits.",
        session.client().connection().remoteAddress());
    cut(session);
  }

  /** Makes room for a request that is about to be executed. */
  private void evictFor(Session session) {
    if (node.clientMemory().isLimited()) {
      node.clientMemory().count(session.client());
      evictClients();
    }
  }

  private void evictClients() {
    Optional<Client> surplus = node.clientMemory().surplus();
    while (surplus.isPresent()) {
      evict(surplus.get());
      surplus = node.clientMemory().surplus();
    }
  }

  private void evict(Client client) {
    LOG.info("Evicting client: {}", client.connection().remoteAddress());
    node.statistics().evictedClients++;
    Session session = sessions.get(client);
    if (session != null) {
      cut(session);
    }
  }

  /** Ends a session at once; what is not sent yet never will be. */
  private void cut(Session session) {
    session.isCut = true;
    session.client().closeAfterReply();
    session.client().connection().abort();
    forget(session);
  }
}
