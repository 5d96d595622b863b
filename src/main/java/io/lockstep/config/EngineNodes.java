package io.lockstep.config;

import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;
import static io.lockstep.command.parameter.PersistenceParameters.SAVE;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Starts real nodes. */
final class EngineNodes implements NodeFactory {
  private final Consumer<Node> shutdown;

  /**
   * Nodes that clients may shut down.
   *
   * @param shutdown called with the node, on a thread of its own, when a client sends SHUTDOWN
   */
  EngineNodes(Consumer<Node> shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Node start(Map<String, String> texts) {
    AtomicReference<Node> started = new AtomicReference<>();
    Runnable shutdown = () -> shutDown(started.get());
    LockstepNode node =
        keepsFile(texts)
            ? LockstepNode.start(parameters(texts), shutdown)
            : LockstepNode.startEmpty(parameters(texts), shutdown);
    started.set(new RunningNode(node));
    return started.get();
  }

  private void shutDown(Node node) {
    Thread.ofPlatform().name("lockstep-shutdown").start(() -> shutdown.accept(node));
  }

  /** An application's folder is not for files of ours unless something is said about them. */
  private static boolean keepsFile(Map<String, String> texts) {
    return Stream.of(DIR, DBFILENAME, SAVE).anyMatch(row -> texts.containsKey(row.name()));
  }

  private static Parameters parameters(Map<String, String> texts) {
    var parameters =
        new Parameters(ParameterCatalogue.complete(), Path.of("").toAbsolutePath().toString());
    if (!keepsFile(texts)) {
      parameters.load(SAVE.name(), "");
    }
    texts.forEach(parameters::load);
    return parameters;
  }

  private record RunningNode(LockstepNode node) implements Node {
    @Override
    public ReplicationInputs inputs() {
      return node.inputs();
    }

    @Override
    public int port() {
      return node.port();
    }

    @Override
    public void close() {
      node.closeGently();
    }
  }
}
