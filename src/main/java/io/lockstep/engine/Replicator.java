package io.lockstep.engine;

import static io.lockstep.command.parameter.ReplicationParameters.REPLICAOF;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_BACKLOG_SIZE;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_PING_REPLICA_PERIOD;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.CommandException;
import io.lockstep.command.Node;
import io.lockstep.command.Replication;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.value.MasterAddress;
import io.lockstep.command.parameter.value.Words;
import io.lockstep.engine.saving.DroppedKeys;
import io.lockstep.engine.saving.Loaded;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.rdb.ReplicationPoint;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.Resume;
import io.lockstep.replication.downstream.PayloadFilter;
import io.lockstep.replication.downstream.ReplconfOption;
import io.lockstep.replication.downstream.ReplicaState;
import io.lockstep.replication.upstream.Checkpoint;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.Target;
import io.lockstep.resp.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's place in replication: whose replica it is, who its replicas are, and the log between
 * the two.
 */
final class Replicator implements Replication, Upstream.Consequences {

  private static final Logger LOG = LoggerFactory.getLogger(Replicator.class);
  private static final String DEMOTED =
      "UNBLOCKED force unblock from blocking operation, instance state changed"
          + " (master -> replica?)";
  private static final byte[] PING = Request.of("PING").bytes();
  private static final long SECOND_MS = 1_000;

  private final Parameters parameters;
  private final ReplicationLog log;
  private final FormerKeyspaces formers;
  private @Nullable Node node;
  private @Nullable Upstream upstream;
  private @Nullable Downstream downstream;
  private @Nullable Target master;
  private long pingedAtMs;

  /** A master of its own. */
  Replicator(Parameters parameters, RandomGenerator random, FormerKeyspaces formers) {
    this.parameters = parameters;
    this.formers = formers;
    this.log =
        new ReplicationLog(
            History.fresh(History.randomReplid(random)),
            parameters.get(REPL_BACKLOG_SIZE),
            () -> History.randomReplid(random));
    parameters.onChange(REPL_BACKLOG_SIZE, log::resize);
  }

  /** Connects the parts, which need the node that needs this. */
  void assemble(Node owner, Upstream up, Downstream down) {
    node = owner;
    upstream = up;
    downstream = down;
    owner.propagation().enabled(true);
  }

  private Node node() {
    return required(node);
  }

  Upstream upstream() {
    return required(upstream);
  }

  Downstream downstream() {
    return required(downstream);
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The replicator is not assembled yet.");
    }
    return part;
  }

  // ---- the role

  @Override
  public ReplicationLog log() {
    return log;
  }

  @Override
  public boolean isReplica() {
    return master != null;
  }

  @Override
  public boolean isLinkUp() {
    return upstream().state() instanceof LinkState.Connected;
  }

  /** The master, if there is one. */
  @Nullable Target master() {
    return master;
  }

  @Override
  public String replicaOf(String host, int port) {
    Target target = new Target(host, port);
    if (target.equals(master)) {
      return "OK Already connected to specified master";
    }
    node().propagation().flushHeld();
    boolean wasMaster = master == null;
    if (wasMaster) {
      upstream().streamSelected(Math.max(0, node().propagation().selectedDatabase()));
    }
    node().propagation().enabled(false);
    endWaits();
    master = target;
    parameters.put(REPLICAOF, Optional.of(new MasterAddress(host, port)));
    LOG.info("REPLICAOF {}:{} enabled", host, port);
    upstream().follow(target, new Checkpoint(log.replid(), log.offset()));
    return "OK";
  }

  /** Whoever waits for replicas of a master waits in vain. */
  private void endWaits() {
    for (Client client : node().clients().all()) {
      if (client.isBlocked()) {
        node().unblock(client, DEMOTED);
        client.closeAfterReply();
      }
    }
  }

  /** Is a replica from the start if the configuration names a master, though a silent one. */
  void obeyConfiguration() {
    parameters.get(REPLICAOF).ifPresent(this::obey);
  }

  private void obey(MasterAddress address) {
    node().propagation().enabled(false);
    master = new Target(address.host(), address.port());
  }

  /** Follows the master that the configuration names, if it names one: with nothing of its own. */
  void followConfiguredMaster() {
    if (master != null) {
      upstream().follow(master, null);
    }
  }

  /** Goes on with the history that the node's file tells of, now that its data is loaded. */
  void awaken(Loaded loaded) {
    Optional<ReplicationPoint> point = loaded.point().filter(this::isPossible);
    if (point.isEmpty()) {
      followConfiguredMaster();
    } else if (master == null) {
      goOnAsMaster(point.get(), loaded.dropped());
    } else {
      goOnAsReplica(master, point.get());
    }
  }

  private boolean isPossible(ReplicationPoint point) {
    return History.isReplid(point.replid())
        && point.offset() >= 0
        && point.streamDatabase() >= 0
        && point.streamDatabase() < node().keyspace().databaseCount();
  }

  private void goOnAsReplica(Target target, ReplicationPoint point) {
    log.adopt(point.replid(), point.offset());
    upstream().streamSelected(point.streamDatabase());
    upstream().follow(target, new Checkpoint(point.replid(), point.offset()));
  }

  /**
   * Nobody knows what else was in the former history after this point: it ends here, and a new one
   * continues it. Replicas that are here too learn what the load has left out.
   */
  private void goOnAsMaster(ReplicationPoint point, DroppedKeys dropped) {
    if (dropped.areTooMany()) {
      return;
    }
    log.restart(
        new History(point.replid(), History.NO_REPLID, History.NO_OFFSET, point.offset())
            .shift(History.randomReplid(node().random())));
    log.createBacklog();
    node().propagation().forgetSelection();
    boolean isLazy = node().settings().lazyExpire;
    for (DroppedKeys.Key key : dropped.keys()) {
      node().propagation().appendDeletion(key.database(), key.name(), isLazy);
    }
    downstream().restartBacklogTtl();
  }

  @Override
  public void promote() {
    if (master == null) {
      return;
    }
    master = null;
    parameters.put(REPLICAOF, Optional.empty());
    upstream().unfollow();
    log.shift();
    downstream().disconnectAll();
    downstream().restartBacklogTtl();
    node().propagation().enabled(true);
    LOG.info("MASTER MODE enabled");
  }

  @Override
  public void adopted(Keyspace loaded, @Nullable Checkpoint snapshot) {
    downstream().disconnectAll();
    node().saving().abandon();
    formers.add(node().replaceKeyspace(loaded));
    if (snapshot == null) {
      log.restart(log.history().renamed(History.randomReplid(node().random())));
      log.createBacklog();
    } else {
      log.adopt(snapshot.replid(), snapshot.offset());
    }
    LOG.info("MASTER <-> REPLICA sync: Finished with success");
    saveSoon();
  }

  /**
   * Our replicas, and whoever else asks, must not take what is here now for a state of the former
   * history: it ends, and a new one begins at nothing. A save of the former data would tell of it
   * as the present one, and one of none would take the place of its file.
   */
  @Override
  public void flushed() {
    downstream().disconnectAll();
    node().saving().abandon();
    node().emptyAll();
    node().statistics().changes = 0;
    log.restart(History.fresh(History.randomReplid(node().random())));
  }

  /** The file is of other data; Redis has put what it received in its place. */
  private void saveSoon() {
    if (node().saving().savesByItself()) {
      node().saving().schedule();
    }
  }

  @Override
  public void renamed() {
    downstream().disconnectAll();
  }

  @Override
  public int streamDatabase() {
    return isReplica() ? upstream().master().database() : node().propagation().selectedDatabase();
  }

  // ---- replicas

  @Override
  public int goodReplicas() {
    return downstream().good(node().settings().minReplicas);
  }

  @Override
  public int replicasAt(long offset) {
    return (int)
        downstream().replicas().stream()
            .map(ReplicaLink::state)
            .filter(state -> state instanceof ReplicaState.Online && state.ackOffset() >= offset)
            .count();
  }

  @Override
  public void psync(Client client, String replid, long offset) {
    requireLink();
    requireMarkerForFilter(client);
    Resume resume = log.resume(replid, offset);
    if (resume instanceof Resume.FullResync) {
      requireReadable(client);
      if (!replid.equals("?")) {
        node().statistics().syncPartialErr++;
      }
    }
    downstream().psync(client, resume);
  }

  @Override
  public void sync(Client client) {
    requireLink();
    requireMarkerForFilter(client);
    requireReadable(client);
    downstream().sync(client);
  }

  private void requireReadable(Client client) {
    new PayloadVersions(node()).requireReadable(downstream().profileOf(client));
  }

  private void requireMarkerForFilter(Client client) {
    if (downstream().profileOf(client).lacksMarkerForFilter()) {
      throw new CommandException("ERR Filtered replica requires EOF capability");
    }
  }

  private void requireLink() {
    if (isReplica() && !isLinkUp()) {
      throw new CommandException("NOMASTERLINK Can't SYNC while not connected with my master");
    }
  }

  @Override
  public boolean replconf(Client client, String option, String value) {
    ReplconfOption known =
        switch (option.toLowerCase(Locale.ROOT)) {
          case "listening-port" -> new ReplconfOption.ListeningPort(port(value));
          case "ip-address" -> new ReplconfOption.Address(value);
          case "capa" -> new ReplconfOption.Capability(value);
          case "version" -> new ReplconfOption.Version(value);
          case "rdb-only" -> new ReplconfOption.RdbOnly(value.equals("1"));
          case "rdb-filter-only" -> new ReplconfOption.RdbFilter(filter(value));
          default -> null;
        };
    if (known == null) {
      return false;
    }
    downstream().configured(client, known);
    return true;
  }

  private static PayloadFilter filter(String value) {
    PayloadFilter filter = PayloadFilter.NOTHING;
    for (String word : filterWords(value)) {
      if (!word.equalsIgnoreCase("functions")) {
        throw new CommandException("ERR Unsupported rdb-filter-only option: " + word);
      }
      filter = PayloadFilter.FUNCTIONS;
    }
    return filter;
  }

  private static List<String> filterWords(String value) {
    return Words.of(value)
        .orElseThrow(() -> new CommandException("ERR Missing rdb-filter-only values"));
  }

  private static int port(String value) {
    try {
      return (int) Long.parseLong(value); // more than 32 bits are cut, as Redis cuts them
    } catch (NumberFormatException notANumber) {
      throw new CommandException("ERR value is not an integer or out of range");
    }
  }

  @Override
  public void acknowledged(Client replica, long offset) {
    downstream().acknowledged(replica, offset);
  }

  @Override
  public void acknowledge() {
    upstream().acknowledge();
  }

  // ---- the engine's beat

  /** A peer is gone. */
  void gone(Client client) {
    downstream().gone(client);
  }

  /** Lets time pass; a few times a second. */
  void tick() {
    if (isReplica()) {
      upstream().tick();
    }
    downstream().tick();
    pingReplicas();
    feedAfterBatch();
  }

  /** The period runs on without replicas: a new one is not met with a ping. */
  private void pingReplicas() {
    long periodMs = parameters.get(REPL_PING_REPLICA_PERIOD) * SECOND_MS;
    if (node().nowMs() - pingedAtMs < periodMs) {
      return;
    }
    pingedAtMs = node().nowMs();
    if (!isReplica() && !downstream().replicas().isEmpty()) {
      node().propagation().appendAside(PING);
    }
  }

  /** Asks replicas how far they have come; those of a replica say so by themselves. */
  void askForAcknowledgements() {
    node().propagation().askForAcknowledgements();
    feedAfterBatch();
  }

  void feedAfterBatch() {
    downstream().feedAfterBatch();
  }

  /** Feeds replicas now. */
  void feedAll() {
    downstream().feed();
  }

  void feedWithinBatch() {
    downstream().feedWithinBatch();
  }

  // ---- what people see

  @Override
  public void writeRole(Call call) {
    RoleReply.write(call, this);
  }

  @Override
  public void describe(StringBuilder info) {
    new ReplicationSection(node(), this).write(info);
  }
}
