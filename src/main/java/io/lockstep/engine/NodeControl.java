package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.CommandException;
import io.lockstep.command.Control;
import io.lockstep.command.Node;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.info.RedisVersion;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbContents;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbReadOptions;
import io.lockstep.rdb.RdbReader;
import io.lockstep.rdb.RdbVersion;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.RdbWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What commands may do to the thread and the process they run in. */
final class NodeControl implements Control {

  private final EngineLoop loop;
  private final Host host;
  private final Keyspaces keyspaces;
  private final FormerKeyspaces formers;
  private final long startedAtMs;
  private @Nullable Node node;
  private Runnable pauseChanged = () -> {};
  private @Nullable Departure departure;
  private @Nullable Engine engine;

  NodeControl(
      EngineLoop loop, Host host, Keyspaces keyspaces, FormerKeyspaces formers, long startedAtMs) {
    this.loop = loop;
    this.host = host;
    this.keyspaces = keyspaces;
    this.formers = formers;
    this.startedAtMs = startedAtMs;
  }

  void assemble(Node owner, Engine executor) {
    node = owner;
    engine = executor;
    departure = executor.departure();
    pauseChanged = executor::resumeParked;
  }

  @Override
  public void push(Client to, byte[] bytes, int start, int length) {
    required(engine).push(to, bytes, start, length);
  }

  @Override
  public void sleep(long nanos) {
    loop.sleep(nanos);
  }

  private Node node() {
    return required(node);
  }

  private Departure departure() {
    return required(departure);
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The control is not assembled yet.");
    }
    return part;
  }

  @Override
  public void shutdown(ShutdownTerms terms) {
    loop.execute(() -> departure().begin(terms, host::shutdown));
  }

  @Override
  public boolean abortShutdown() {
    boolean isTakenBack = departure().abort();
    if (isTakenBack) {
      pauseChanged();
    }
    return isTakenBack;
  }

  @Override
  public long shutdownInMs() {
    return departure().leftMs();
  }

  /** Everything passes through RDB bytes and back; DEBUG RELOAD is for data of a test's size. */
  @Override
  public void reload() {
    Node owner = node();
    try {
      formers.add(owner.replaceKeyspace(decoded(owner, encoded(owner))));
    } catch (IOException broken) {
      throw new CommandException("ERR Error trying to load the RDB dump, check server logs.");
    }
  }

  private static byte[] encoded(Node owner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Snapshot snapshot = owner.keyspace().openSnapshot()) {
      new RdbWriter(RdbWriteOptions.usual().withVersion(RdbVersion.V11))
          .write(snapshot, RdbHeader.of(RedisVersion.TEXT, owner.nowMs()), bytes);
    }
    return bytes.toByteArray();
  }

  private Keyspace decoded(Node owner, byte[] bytes) throws IOException {
    RdbReadOptions options =
        owner.replication().isReplica()
            ? RdbReadOptions.forReplica(owner.nowMs())
            : RdbReadOptions.forMaster(owner.nowMs());
    RdbContents contents =
        new RdbReader(
                options.withVerification(!owner.settings().skipsChecksums), keyspaces.opener())
            .load(new ByteArrayInputStream(bytes));
    return contents.keyspace();
  }

  @Override
  public void pauseChanged() {
    loop.execute(pauseChanged);
  }

  @Override
  public long residentBytes() {
    return host.residentBytes();
  }

  @Override
  public long heapBytes() {
    return host.heapBytes();
  }

  @Override
  public long systemMemoryBytes() {
    return host.systemMemoryBytes();
  }

  @Override
  public String configFile() {
    return host.configFile();
  }

  @Override
  public void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException {
    host.rewriteConfigFile(rewriting);
  }

  @Override
  public long startedAtMs() {
    return startedAtMs;
  }

  @Override
  public long processId() {
    return host.processId();
  }

  @Override
  public long cpuNanos() {
    return host.cpuNanos();
  }
}
