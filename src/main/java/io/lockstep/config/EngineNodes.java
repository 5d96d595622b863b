package io.lockstep.config;

import static io.lockstep.command.parameter.PersistenceParameters.SAVE;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
    LockstepNode node = LockstepNode.start(parameters(texts), () -> shutDown(started.get()));
    started.set(new RunningNode(node));
    return started.get();
  }

  private void shutDown(Node node) {
    Thread.ofPlatform().name("lockstep-shutdown").start(() -> shutdown.accept(node));
  }

  /** What is embedded writes no file unless it is told to. */
  private static Parameters parameters(Map<String, String> texts) {
    var parameters =
        new Parameters(ParameterCatalogue.complete(), Path.of("").toAbsolutePath().toString());
    parameters.load(SAVE.name(), "");
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
