package io.lockstep.engine;

import static io.lockstep.command.parameter.PersistenceParameters.SAVE;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_DISKLESS_SYNC_DELAY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Command;
import io.lockstep.command.Connection;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.ProtocolException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One full resync between two engines that hold little, have no socket, and are thrown away. What a
 * JVM does for the first time takes it milliseconds: classes are linked, every switch over a sealed
 * type makes a class of its own. Clients would wait for all of that when the first replica comes,
 * and a replica's first sync would be longer by it.
 */
public final class Rehearsal {

  /** The name of its own threads, and of the one that it is played on beside a node's life. */
  public static final String THREAD = "lockstep-rehearsal";

  /** Silence after which it is over, whatever it has come to. */
  private static final long PATIENCE_MS = 500;

  /** Tasks after which it is over: a tenth is enough. */
  private static final int MOST_TASKS = 20_000;

  /** Keys of a busy client: more than {@link Foresight} leaves alone. */
  private static final int BUSY_KEYS = 6_400;

  private static final int BATCH_PAIRS = 16; // of a SET and a GET
  private static final byte[] BUSY_VALUE = new byte[64];

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final ExecutorService background =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(THREAD).factory());
  private final List<Command> commands;
  private final Host host;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final EngineParts master;
  private final EngineParts replica;
  private final Session writer;
  private final CommandEncoder batch = new CommandEncoder();
  private int batchesLeft;
  private int nextKey;

  private Rehearsal(
      List<Command> commands,
      Host host,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random,
      int batches) {
    this.commands = commands;
    this.host = host;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.batchesLeft = batches;
    master = engine(random, (_, _, _, _) -> () -> {});
    replica = engine(random, this::dial);
    writer = master.engine().accept(NoConnection.INSTANCE);
  }

  private EngineParts engine(RandomGenerator random, UpstreamDialer dialer) {
    Parameters parameters = new Parameters(ParameterCatalogue.complete(), ".");
    parameters.load(REPL_DISKLESS_SYNC_DELAY.name(), "0");
    parameters.load(SAVE.name(), "");
    return EngineParts.assemble(
        parameters,
        new EngineParts.Edge(
            new Queued(), commands, background, dialer, host, clock, nanoClock, random, () -> 0));
  }

  /**
   * Plays it on the calling thread.
   *
   * @param batches of mostly SETs and GETs, {@value #BATCH_PAIRS} each, that a client sends to the
   *     master meanwhile, a part of them before
   */
  public static void play(
      List<Command> commands,
      Host host,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random,
      int batches) {
    new Rehearsal(commands, host, clock, nanoClock, random, batches).play();
  }

  private void play() {
    master.start().run();
    replica.start().run();
    say(master, writer, "SET key value\r\n");
    sendBatches(Math.min(batchesLeft, BUSY_KEYS / BATCH_PAIRS));
    Session admin = replica.engine().accept(NoConnection.INSTANCE);
    say(replica, admin, "REPLICAOF rehearsal 1\r\nINFO\r\n");
    runUntil(replica.node().replication()::isLinkUp);
    sendBatches(batchesLeft);
    say(master, writer, "SET key other\r\n");
    runUntil(() -> offset(replica) == offset(master));
    end();
  }

  private void sendBatches(int count) {
    for (int i = 0; i < count; i++) {
      sendBatch();
      runDue();
    }
  }

  private void sendBatch() {
    if (batchesLeft == 0) {
      return;
    }
    batchesLeft--;
    batch.clear();
    for (int i = 0; i < BATCH_PAIRS; i++) {
      String key = "key:" + nextKey++ % BUSY_KEYS;
      batch.begin(3).argument("SET").argument(key).argument(BUSY_VALUE);
      batch.begin(2).argument("GET").argument(key);
    }
    batch
        .command("INCR", "counter")
        .command("EXISTS", "counter"); // with two kinds alone, a third would be a surprise
    hear(master, writer, batch.copy());
  }

  private void runDue() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static long offset(EngineParts engine) {
    return engine.node().replication().log().offset();
  }

  /** Memory that somebody may still read is left to the end of the process. */
  private void end() {
    background.shutdownNow();
    if (isQuiet()) {
      runDue();
      replica.stop().run();
      master.stop().run();
    }
  }

  private boolean isQuiet() {
    try {
      return background.awaitTermination(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void say(EngineParts engine, Session session, String text) {
    hear(engine, session, text.getBytes(ISO_8859_1));
  }

  private static void hear(EngineParts engine, Session session, byte[] bytes) {
    try {
      byte[] room = session.decoder().reserve(bytes.length);
      System.arraycopy(bytes, 0, room, session.decoder().writeIndex(), bytes.length);
    } catch (ProtocolException tooMuch) {
      throw new IllegalStateException(tooMuch);
    }
    session.decoder().written(bytes.length);
    engine.engine().received(session, bytes.length);
  }

  private void runUntil(BooleanSupplier goal) {
    Runnable task = next();
    for (int run = 0; task != null && run < MOST_TASKS; run++) {
      task.run();
      sendBatch();
      task = goal.getAsBoolean() ? tasks.poll() : next();
    }
  }

  private @Nullable Runnable next() {
    try {
      return tasks.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** The replica reaches the master, whatever the address. */
  private Runnable dial(String name, int port, long timeoutMs, UpstreamDialer.Listener listener) {
    tasks.add(() -> connect(listener));
    return () -> {};
  }

  private void connect(UpstreamDialer.Listener listener) {
    Connection towardsReplica = new Wire(bytes -> listener.received(bytes, 0, bytes.length));
    Session session = master.engine().accept(towardsReplica);
    listener.connected(new Wire(bytes -> hear(master, session, bytes)));
  }

  /** One direction of the connection: what is written arrives when it is its turn. */
  private final class Wire extends NoFarEnd {
    private final Consumer<byte[]> receiver;

    private Wire(Consumer<byte[]> receiver) {
      this.receiver = receiver;
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      byte[] copy = Arrays.copyOfRange(bytes, start, start + length);
      tasks.add(() -> receiver.accept(copy));
    }

    @Override
    public void write(ByteBuffer bytes, Written written) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      tasks.add(
          () -> {
            receiver.accept(copy);
            written.ended(true);
          });
    }
  }

  /** What is to be at once is queued; what is to be later never comes. */
  private final class Queued implements EngineLoop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
      if (delayMs == 0) {
        tasks.add(task);
      }
    }

    @Override
    public void sleep(long nanos) {}
  }
}
