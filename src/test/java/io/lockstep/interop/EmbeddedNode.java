package io.lockstep.interop;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;
import java.nio.file.Path;

/** A Lockstep node inside the test's own process, on a free port. */
public final class EmbeddedNode implements PeerServer {

  private final LockstepNode node;

  private EmbeddedNode(LockstepNode node) {
    this.node = node;
  }

  /** Starts a node; {@code args} are Redis' parameters, as in {@code --name value}. */
  public static EmbeddedNode start(String... args) {
    var parameters =
        new Parameters(ParameterCatalogue.complete(), Path.of("").toAbsolutePath().toString());
    parameters.load("bind", "127.0.0.1");
    parameters.load("port", "0");
    parameters.load("enable-debug-command", "yes");
    for (int i = 0; i < args.length; i += 2) {
      parameters.load(args[i].substring("--".length()), args[i + 1]);
    }
    return new EmbeddedNode(LockstepNode.start(parameters, () -> {}));
  }

  /** What people may see and ask of it. */
  public ReplicationInputs inputs() {
    return node.inputs();
  }

  @Override
  public int port() {
    return node.port();
  }

  @Override
  public void close() {
    node.close();
  }
}
