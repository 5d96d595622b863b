package io.lockstep.interop;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;

/** A Lockstep node inside the test's own process, on a free port. */
public final class EmbeddedNode implements PeerServer {

  private final LockstepNode node;
  private final TestFolder folder;

  private EmbeddedNode(LockstepNode node, TestFolder folder) {
    this.node = node;
    this.folder = folder;
  }

  /** Starts a node; {@code args} are Redis' parameters, as in {@code --name value}. */
  public static EmbeddedNode start(String... args) {
    var folder = TestFolder.create("lockstep-");
    var parameters = new Parameters(ParameterCatalogue.complete(), folder.path().toString());
    parameters.load("save", "");
    parameters.load("bind", "127.0.0.1");
    parameters.load("port", "0");
    parameters.load("enable-debug-command", "yes");
    for (int i = 0; i < args.length; i += 2) {
      parameters.load(args[i].substring("--".length()), args[i + 1]);
    }
    return new EmbeddedNode(LockstepNode.start(parameters, () -> {}), folder);
  }

  /** What people may see and ask of it. */
  public ReplicationInputs inputs() {
    return node.inputs();
  }

  @Override
  public int port() {
    return node.port();
  }

  /**
   * Ends it as SHUTDOWN does: replicas may catch up, the data is saved if there are save points.
   */
  public void closeGently() {
    node.closeGently();
    folder.close();
  }

  @Override
  public void close() {
    node.close();
    folder.close();
  }
}
