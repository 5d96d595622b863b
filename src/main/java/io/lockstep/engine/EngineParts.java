package io.lockstep.engine;

import static io.lockstep.command.parameter.OwnParameters.PAGES_AHEAD;

import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandTable;
import io.lockstep.command.Dispatcher;
import io.lockstep.command.Node;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.saving.NodeLoading;
import io.lockstep.engine.saving.NodeSaving;
import io.lockstep.engine.saving.ShrinkGuard;
import io.lockstep.replication.History;
import io.lockstep.resp.PieceStore;
import io.lockstep.resp.ReplyWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * An engine put together from what stands at the edge: its thread, its clocks, its dice, its
 * sockets.
 *
 * @param engine executes what clients send
 * @param inputs what people read and ask
 * @param node the state behind both
 * @param start sets it going; to be run on its thread. If the node is loading then, clients are
 *     told to wait until {@code load} has ended
 * @param load loads the node's file, goes on with the replication that it tells of, and completes
 *     the future, exceptionally if the file can't be used; to be run on its thread
 * @param deleteDraft deletes what SAVE has written so far; to be run on another thread, in a
 *     process that ends
 * @param stop ends what happens by itself; to be run on its thread
 */
public record EngineParts(
    Engine engine,
    ReplicationInputs inputs,
    Node node,
    Runnable start,
    Consumer<CompletableFuture<Void>> load,
    Runnable deleteDraft,
    Runnable stop) {

  /**
   * What an engine needs of the world.
   *
   * @param commands the rows of the commands there are
   * @param background where snapshots are encoded and decoded
   * @param nanoClock a clock for durations
   * @param random the source of all chance
   * @param port the RESP port that is bound
   */
  public record Edge(
      EngineLoop loop,
      List<Command> commands,
      Executor background,
      UpstreamDialer dialer,
      Host host,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random,
      IntSupplier port) {

    /** The same edge; what goes wrong beyond it is noticed. */
    private Edge guardedBy(Faults faults) {
      return new Edge(
          new GuardedLoop(loop, faults),
          commands,
          background,
          new GuardedDialer(dialer, faults),
          host,
          clock,
          nanoClock,
          random,
          port);
    }
  }

  /** Puts an engine together; call {@link #start} on its thread. */
  public static EngineParts assemble(Parameters parameters, Edge edge) {
    return new Assembly(parameters, edge).parts();
  }

  /** The steps of the assembly, in the order in which the parts need one another. */
  private static final class Assembly {
    private final Faults faults;
    private final Edge edge;
    private final PageSupply pages;
    private final Keyspaces keyspaces;
    private final FormerKeyspaces formers = new FormerKeyspaces();
    private final NodeControl control;
    private final NodeSaving saving;
    private final Replicator replicator;
    private final Node node;
    private final PieceStore pieces;
    private final ReplyWriter reply;
    private final Dispatcher dispatcher;
    private final LinkTransitions transitions = new LinkTransitions();
    private final SnapshotRuns runs;

    private Assembly(Parameters parameters, Edge bare) {
      faults = new Faults(bare.host()::broken);
      edge = bare.guardedBy(faults);
      pieces = new PieceStore(outputBytes());
      reply = new ReplyWriter(pieces);
      pages = new PageSupply(edge.background(), parameters.get(PAGES_AHEAD));
      keyspaces = new Keyspaces(parameters, edge.clock(), edge.random(), pages);
      control = new NodeControl(edge.loop(), edge.host(), edge.clock().millis());
      saving =
          new NodeSaving(
              edge.host().disk(), this::copy, edge.loop(), loading(), edge.clock().millis());
      replicator = new Replicator(parameters, edge.random(), formers);
      node =
          new Node(
              parameters,
              new CommandTable(edge.commands()),
              keyspaces.open(),
              replicator,
              saving,
              control,
              edge.random(),
              edge.clock(),
              History.randomReplid(edge.random()));
      dispatcher = new Dispatcher(node, reply, edge.nanoClock());
      runs = new SnapshotRuns(node, edge.loop(), this::copy, edge.nanoClock());
    }

    private NodeLoading loading() {
      return new NodeLoading(
          edge.host().disk(), edge.background(), edge.loop(), keyspaces::opener, formers::add);
    }

    /** Beside clients; a load at the start has none. */
    private void copy(Runnable work) {
      edge.background()
          .execute(
              () -> {
                edge.host().copying();
                work.run();
              });
    }

    /** Replies may take half of what there is; the rest is for reading, and for replicas. */
    private long outputBytes() {
      return edge.host().directBytes() / 2;
    }

    private EngineParts parts() {
      Floodgate floodgate = new Floodgate(node, outputBytes());
      Engine engine =
          new Engine(
              node,
              reply,
              dispatcher,
              replicator,
              faults,
              floodgate,
              new Turn(edge.loop(), faults),
              edge.loop());
      replicator.assemble(node, upstream(engine), downstream());
      saving.assemble(node);
      control.assemble(engine);
      ViewPublisher publisher =
          new ViewPublisher(node, replicator, transitions, runs, faults, edge.port());
      faults.whenStopped(
          () -> {
            engine.halt();
            publisher.publish();
          });
      Cron cron = new Cron(node, engine, replicator, saving, publisher, formers, edge.loop());
      return new EngineParts(
          engine,
          new EngineInputs(node, replicator, publisher, edge.loop()),
          node,
          () -> start(cron),
          whole -> saving.loading().start(replicator::awaken, whole),
          saving::deleteDraft,
          () -> stop(cron));
    }

    private void start(Cron cron) {
      node.refreshNow();
      runs.warm();
      replicator.obeyConfiguration();
      cron.start();
      if (!node.isLoading()) {
        replicator.followConfiguredMaster();
      }
    }

    private void stop(Cron cron) {
      cron.stop();
      formers.closeAll();
      node.keyspace().close();
      pages.close();
      pieces.close();
    }

    private Upstream upstream(Engine engine) {
      Client master = new Client(0, NoConnection.INSTANCE, edge.clock().millis());
      return new Upstream(
          node,
          edge.dialer(),
          new SnapshotLoader(this::copy, edge.loop(), edge.clock(), keyspaces::opener),
          new MasterStream(
              node,
              dispatcher,
              reply,
              master,
              () -> {
                engine.serveAside();
                replicator.feedWithinBatch();
              },
              replicator::feedAfterBatch),
          new ShrinkGuard(node, saving),
          saving.loading(),
          new UpstreamRules(node.parameters(), edge.port()),
          transitions,
          replicator);
    }

    private Downstream downstream() {
      return new Downstream(
          node, edge.loop(), new DownstreamRules(node.parameters()), runs, transitions);
    }
  }
}
