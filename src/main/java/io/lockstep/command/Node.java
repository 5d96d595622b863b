package io.lockstep.command;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.statistics.Statistics;
import io.lockstep.keyspace.Keyspace;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything on a node that commands read and change. One thread owns it; nothing in it is shared
 * with another node of the same process.
 */
public final class Node {

  private static final Watches.KeyStates NO_KEYS = key -> Watches.KeyState.ABSENT;

  private final Parameters parameters;
  private final Settings settings;
  private final CommandTable commands;
  private final Statistics statistics = new Statistics();
  private final Clients clients = new Clients();
  private final LiveKeys liveKeys = new LiveKeys(this);
  private final LiveFields liveFields = new LiveFields(this);
  private final Watches watches = new Watches(liveKeys);
  private final KeyWaits keyWaits = new KeyWaits(this);
  private final Pause pause = new Pause();
  private final SlowLog slowLog = new SlowLog(this);
  private final Replication replication;
  private final Saving saving;
  private final Propagation propagation;
  private final Control control;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final MemoryGuard memoryGuard;
  private final ClientMemory clientMemory = new ClientMemory(this);
  private final ActiveExpiry activeExpiry;
  private final OwnVolatileKeys ownVolatileKeys = new OwnVolatileKeys(this);
  private final Pushes pushes;
  private final Subscriptions subscriptions;
  private final KeyspaceEvents keyspaceEvents;
  private final String runId;
  private Keyspace keyspace;
  private long nowMs;
  private boolean loading;

  /** A node that is a master of its own. */
  public Node(
      Parameters parameters,
      CommandTable commands,
      Keyspace keyspace,
      Replication replication,
      Saving saving,
      Control control,
      RandomGenerator random,
      InstantSource clock,
      String runId) {
    this.parameters = parameters;
    this.settings = new Settings(parameters);
    this.commands = commands;
    this.keyspace = keyspace;
    keyspace.limits(settings.valueLimits);
    this.replication = replication;
    this.saving = saving;
    this.propagation = new Propagation(replication.log());
    this.control = control;
    this.pushes = new Pushes(control);
    this.subscriptions = new Subscriptions(pushes);
    this.keyspaceEvents = new KeyspaceEvents(settings, subscriptions);
    this.random = random;
    this.clock = clock;
    this.runId = runId;
    this.memoryGuard = new MemoryGuard(this);
    this.activeExpiry = new ActiveExpiry(this);
  }

  // ---- the parts

  /** Every parameter, by its Redis name. */
  public Parameters parameters() {
    return parameters;
  }

  /** The parameters that hot code reads, as plain fields. */
  public Settings settings() {
    return settings;
  }

  /** The verbs. */
  public CommandTable commands() {
    return commands;
  }

  /** What was counted. */
  public Statistics statistics() {
    return statistics;
  }

  /** Who is connected. */
  public Clients clients() {
    return clients;
  }

  public Watches watches() {
    return watches;
  }

  /** Who has subscribed to what. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** What tells subscribers of keys. */
  public KeyspaceEvents keyspaceEvents() {
    return keyspaceEvents;
  }

  /** The way of messages that no request asked for. */
  Pushes pushes() {
    return pushes;
  }

  /** Who waits for keys. */
  public KeyWaits keyWaits() {
    return keyWaits;
  }

  /** Commands that took long. */
  public SlowLog slowLog() {
    return slowLog;
  }

  /** Whether clients are paused. */
  public Pause pause() {
    return pause;
  }

  /** The data. It is another object after a full resync. */
  public Keyspace keyspace() {
    return keyspace;
  }

  /** Expiry as commands see it. */
  public LiveKeys liveKeys() {
    return liveKeys;
  }

  /** Expiry of hashes' fields as commands see it. */
  public LiveFields liveFields() {
    return liveFields;
  }

  /** The place in replication. */
  public Replication replication() {
    return replication;
  }

  /** The file of the data. */
  public Saving saving() {
    return saving;
  }

  /** The way into the log. */
  public Propagation propagation() {
    return propagation;
  }

  /** The thread and the process. */
  public Control control() {
    return control;
  }

  /** The die. */
  public RandomGenerator random() {
    return random;
  }

  /** What keeps the data under {@code maxmemory}. */
  public MemoryGuard memoryGuard() {
    return memoryGuard;
  }

  /** What clients take beside the data. */
  public ClientMemory clientMemory() {
    return clientMemory;
  }

  /** What deletes keys that have run out though nobody asks for them. */
  public ActiveExpiry activeExpiry() {
    return activeExpiry;
  }

  /** What a writable replica must expire itself. */
  OwnVolatileKeys ownVolatileKeys() {
    return ownVolatileKeys;
  }

  /** 40 hexadecimal digits, new at each start. */
  public String runId() {
    return runId;
  }

  // ---- time

  /** The time of the current batch, in milliseconds since 1970. */
  public long nowMs() {
    return nowMs;
  }

  /** Starts a batch: reads the clock once for all that it does. */
  public void refreshNow() {
    nowMs = clock.millis();
    keyspace.accessClock().advance(nowMs);
  }

  /** Looks at the counts that INFO shows as rates and peaks; some ten times a second. */
  public void sample() {
    statistics.rates().sample(nowMs);
    notePeaks();
  }

  public void notePeaks() {
    statistics.peakMemoryBytes = Math.max(statistics.peakMemoryBytes, memoryGuard.usedBytes());
    statistics.peakClients = Math.max(statistics.peakClients, clients.count());
  }

  // ---- state that gates ask for

  /** Whether the data is being replaced and may not be read. */
  public boolean isLoading() {
    return loading;
  }

  /** Notes that the data is being replaced, or is whole again. */
  public void loading(boolean loading) {
    this.loading = loading;
  }

  /** Whether this is a replica without its master that must not show old data. */
  boolean isStale() {
    return replication.isReplica() && !settings.serveStaleData && !replication.isLinkUp();
  }

  /** Whether clients may not write here. */
  boolean isReadOnlyReplica() {
    return settings.replicaReadOnly && replication.isReplica();
  }

  /** Whether clients may write here though the data is a master's. */
  boolean isWritableReplica() {
    return !settings.replicaReadOnly && replication.isReplica();
  }

  /** Whether too few replicas are good for a write to be taken. */
  boolean lacksReplicas() {
    return settings.minReplicas.isOn()
        && !replication.isReplica()
        && !settings.minReplicas.permitsWrites(replication.goodReplicas());
  }

  /** Whether this node may delete keys that have run out; a replica waits for its master's word. */
  public boolean isExpiryOurs() {
    return !replication.isReplica() && !pause.isActive(nowMs);
  }

  /**
   * Whether a key that has run out and is about to be written is deleted first. On a writable
   * replica too: what its clients write is no business of its master's.
   */
  boolean isExpiryOursToWrite() {
    return !pause.isActive(nowMs) && (!replication.isReplica() || isWritableReplica());
  }

  /** Makes room under {@code maxmemory}; false if there is none to be made. */
  boolean makeRoom() {
    return memoryGuard.makeRoom();
  }

  // ---- changes

  /** Puts other data in place of the present one, which is returned and is the caller's. */
  public Keyspace replaceKeyspace(Keyspace loaded) {
    Keyspace former = keyspace;
    for (int i = 0; i < former.databaseCount(); i++) {
      watches.databaseChanged(i, states(former, i), states(loaded, i));
    }
    keyspace = loaded;
    keyspace.limits(settings.valueLimits);
    everythingChanged();
    keyspace.accessClock().advance(nowMs);
    memoryGuard.keyspaceReplaced();
    activeExpiry.keyspaceReplaced();
    ownVolatileKeys.clear();
    return former;
  }

  private void everythingChanged() {
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keyWaits.databaseChanged(i);
    }
  }

  private Watches.KeyStates states(Keyspace data, int database) {
    return key -> liveKeys.state(data, database, key);
  }

  /** Empties one database. */
  public void emptyDatabase(int database) {
    watches.databaseChanged(database, states(keyspace, database), NO_KEYS);
    keyspace.clear(database);
    keyWaits.databaseChanged(database);
  }

  /** Empties all databases. */
  public void emptyAll() {
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      watches.databaseChanged(i, states(keyspace, i), NO_KEYS);
    }
    keyspace.clear();
    everythingChanged();
  }

  /** Puts two databases' contents in each other's place; one and the same stays untouched. */
  public void swapDatabases(int a, int b) {
    if (a == b) {
      return;
    }
    watches.databaseChanged(a, states(keyspace, a), states(keyspace, b));
    watches.databaseChanged(b, states(keyspace, b), states(keyspace, a));
    keyspace.swapDatabases(a, b);
    keyWaits.databaseChanged(a);
    keyWaits.databaseChanged(b);
  }

  /** Notes that a record was read or written. */
  void touch(int record) {
    keyspace.accessClock().touch(keyspace.records(), record, random);
  }

  /** Forgets what a client queued and watched. */
  public void discardTransaction(Client client) {
    client.transaction = null;
    watches.unwatch(client);
  }

  /**
   * Ends what a client waits for at the next occasion.
   *
   * @param error what it is told; null for what the end of its time would tell it
   */
  public void unblock(Client client, @Nullable String error) {
    client.unblock(error);
    keyWaits.unblocked(client);
  }

  /** Forgets a client that is gone. */
  public void disconnected(Client client) {
    keyWaits.end(client);
    discardTransaction(client);
    subscriptions.forget(client);
    clientMemory.forget(client);
    clients.disconnect(client);
  }
}
