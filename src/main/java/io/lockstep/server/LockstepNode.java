package io.lockstep.server;

import static io.lockstep.command.parameter.OwnParameters.ENGINE_LINGER;
import static io.lockstep.command.parameter.ServerParameters.SHUTDOWN_TIMEOUT;

import io.lockstep.command.Command;
import io.lockstep.command.Node;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.EngineParts;
import io.lockstep.engine.Practice;
import io.lockstep.engine.Rehearsal;
import io.lockstep.engine.ReplicationInputs;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.resources.LoopResources;

/**
 * A running node: an engine on a thread of its own, with the sockets that lead to it. Any number of
 * nodes may run in one process.
 */
public final class LockstepNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockstepNode.class);
  private static final long SECOND_MS = 1_000;
  private static final long MICRO_NANOS = 1_000;
  private static final int BUSY_BATCHES = 600; // half a second of a steady client's

  /** One object for all: what was compiled for a rehearsal's clock would not hold for another. */
  private static final LongSupplier NANO_CLOCK = System::nanoTime;

  /** Whether compilers have made way, and may still make more. */
  private static final AtomicBoolean MAY_MAKE_MORE_WAY = new AtomicBoolean();

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final LoopResources loops;
  private final ExecutorService background;
  private final EventLoopBeat beat;
  private final EngineParts parts;
  private final AcceptingLoops accepting;
  private final Listeners listeners;
  private final int backlog;
  private boolean isClosed;

  private LockstepNode(
      Parameters parameters,
      @Nullable Path configFile,
      List<Command> commands,
      Runnable broken,
      Runnable shutdown) {
    loops = EngineLoops.create(parameters.get(ENGINE_LINGER) * MICRO_NANOS);
    background = Executors.newCachedThreadPool(LockstepNode::backgroundThread);
    accepting = new AcceptingLoops(loops);
    backlog = Listeners.backlog(parameters);
    listeners = new Listeners(parameters, this::bind);
    EventLoopGroup group = loops.onServer(true);
    EventLoop loop = group.next();
    beat = new EventLoopBeat(loop);
    parts =
        EngineParts.assemble(
            parameters,
            new EngineParts.Edge(
                beat,
                commands,
                background,
                new TcpDialer(loops, beat, parameters),
                new JvmHost(configFile, LockstepNode::copying, broken, shutdown),
                InstantSource.system(),
                NANO_CLOCK,
                chance(),
                this::port));
  }

  private static Thread backgroundThread(Runnable task) {
    return Thread.ofPlatform()
        .daemon()
        .name("lockstep-background")
        .unstarted(
            () -> {
              ThreadUrgency.BACKGROUND.take();
              task.run();
            });
  }

  /**
   * Has this JVM do once what the first replica of a node would wait for; see {@link Rehearsal}.
   */
  public static void rehearse() {
    rehearse(0);
  }

  static void rehearse(int batches) {
    Rehearsal.play(
        CommandFamilies.ALL,
        new JvmHost(null, () -> {}, () -> {}, () -> {}),
        InstantSource.system(),
        NANO_CLOCK,
        chance(),
        batches);
  }

  /** As {@link #rehearse}, on a thread of its own, as work of the background. */
  public static void rehearseAside() {
    aside(0);
  }

  private static Thread aside(int batches) {
    return Thread.ofPlatform()
        .daemon()
        .name(Rehearsal.THREAD)
        .start(
            () -> {
              ThreadUrgency.BACKGROUND.take();
              try {
                rehearse(batches);
              } catch (RuntimeException | Error failed) {
                LOG.debug("A rehearsal fails", failed);
              }
            });
  }

  /** To its end, under the name that keeps it out of the log. */
  private static void rehearseBusily() {
    try {
      aside(BUSY_BATCHES).join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a line of a log comes from a rehearsal, which is no node's life. */
  public static boolean isOfRehearsal(String threadName) {
    return threadName.equals(Rehearsal.THREAD);
  }

  /**
   * Has this JVM compile when its nodes leave time for it: for an application that is nothing but a
   * node.
   */
  public static void putServingFirst() {
    MAY_MAKE_MORE_WAY.set(true);
    ThreadUrgency.COMPILER.giveToCompilers();
  }

  /** A copy of the data takes the cores as well, so compilers make way further, for good. */
  private static void copying() {
    if (MAY_MAKE_MORE_WAY.getAndSet(false)) {
      ThreadUrgency.COMPILER_BESIDE_COPIES.giveToCompilers();
    }
  }

  private static RandomGenerator chance() {
    return RandomGenerator.of("L64X128MixRandom");
  }

  /**
   * Starts a node with these parameters, which are its own from then on, and loads its file. Port 0
   * takes a free one.
   *
   * @param shutdown called when a client sends SHUTDOWN
   * @throws reactor.netty.ChannelBindException if the port is taken
   * @throws IllegalStateException if the file can't be used
   */
  public static LockstepNode start(Parameters parameters, Runnable shutdown) {
    LockstepNode node = listen(parameters, null, CommandFamilies.ALL, () -> {}, shutdown);
    try {
      node.load().join();
      return node;
    } catch (CompletionException unusable) {
      node.close();
      throw new IllegalStateException("The node's file can't be used", unusable.getCause());
    }
  }

  /** Starts a node that is not interested in a file. */
  public static LockstepNode startEmpty(Parameters parameters, Runnable shutdown) {
    return listen(parameters, null, CommandFamilies.ALL, () -> {}, shutdown, false);
  }

  /**
   * Starts a node whose parameters came from a file, which CONFIG REWRITE rewrites. It tells
   * clients to wait until {@link #load} has ended.
   *
   * @param commands the rows of its commands, under the names that the file gave them
   * @param broken called once the engine has stopped at a broken invariant
   * @param shutdown called when a client sends SHUTDOWN
   */
  public static LockstepNode listen(
      Parameters parameters,
      @Nullable Path configFile,
      List<Command> commands,
      Runnable broken,
      Runnable shutdown) {
    return listen(parameters, configFile, commands, broken, shutdown, true);
  }

  private static LockstepNode listen(
      Parameters parameters,
      @Nullable Path configFile,
      List<Command> commands,
      Runnable broken,
      Runnable shutdown,
      boolean isToBeLoaded) {
    LockstepNode node = new LockstepNode(parameters, configFile, commands, broken, shutdown);
    try {
      node.run(ThreadUrgency.ENGINE::take);
      node.run(() -> node.parts.node().loading(isToBeLoaded));
      node.listeners.start();
      node.run(node.parts.start());
      return node;
    } catch (RuntimeException failed) {
      node.close();
      throw failed;
    }
  }

  /** Loads the node's file; completes on the engine's thread, exceptionally if it can't be used. */
  public CompletableFuture<Void> load() {
    CompletableFuture<Void> whole = new CompletableFuture<>();
    beat.execute(() -> parts.load().accept(whole));
    return whole;
  }

  private RespListener bind(SocketAddress address) {
    return RespListener.bind(address, backlog, accepting, parts.engine());
  }

  private void run(Runnable task) {
    CompletableFuture.runAsync(task, beat).join();
  }

  /** Has this JVM prepare for the first clients and the first full resync. */
  public void practise() {
    Node node = parts.node();
    new Practice(
            beat,
            background,
            () -> node.statistics().syncFull == 0 && !node.replication().isReplica(),
            LockstepNode::rehearseBusily)
        .begin();
  }

  /** What people may see and ask of the node. */
  public ReplicationInputs inputs() {
    return parts.inputs();
  }

  /** The RESP port that is bound. */
  public int port() {
    return listeners.port();
  }

  /**
   * Begins the node's end, as SHUTDOWN does: completes with true when nothing is waited for any
   * more, with false if the node goes on.
   */
  public CompletableFuture<Boolean> depart(ShutdownTerms terms) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    beat.execute(() -> parts.engine().depart(terms, answer::complete));
    return answer;
  }

  /** As {@link #depart}, though DEBUG PAUSE-CRON may delay it, as a signal does it. */
  public CompletableFuture<Boolean> departLater(ShutdownTerms terms) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    beat.execute(() -> parts.engine().departLater(terms, answer::complete));
    return answer;
  }

  /**
   * Deletes what a save that everybody waits for has written so far: the process ends within it.
   */
  public void deleteDraft() {
    parts.deleteDraft().run();
  }

  /**
   * Lets replicas catch up for at most {@code shutdown-timeout}, saves the data of a node that does
   * so by itself, and closes.
   */
  public void closeGently() {
    if (!isClosed) {
      long patienceMs = parts.node().parameters().get(SHUTDOWN_TIMEOUT) * SECOND_MS;
      depart(ShutdownTerms.USUAL.forced())
          .completeOnTimeout(true, patienceMs + SECOND_MS, TimeUnit.MILLISECONDS)
          .join();
      close();
    }
  }

  /** Stops serving, closes every connection and gives the memory back. */
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    listeners.close();
    run(parts.engine()::closeAll);
    endBackground();
    run(parts.stop());
    accepting.disposeLater(Duration.ZERO, STOP_TIMEOUT).block(STOP_TIMEOUT);
    loops.disposeLater(Duration.ZERO, STOP_TIMEOUT).block(STOP_TIMEOUT);
  }

  /** Whoever encodes or decodes must be gone before the memory it reads is. */
  private void endBackground() {
    background.shutdownNow();
    try {
      if (!background.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A background task goes on after the node's end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
