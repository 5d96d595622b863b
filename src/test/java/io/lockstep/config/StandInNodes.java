package io.lockstep.config;

import io.lockstep.admin.StandInEngine;
import io.lockstep.engine.ReplicationInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts nodes without sockets and remembers them. */
final class StandInNodes implements NodeFactory {
  private final List<StandInNode> started = new ArrayList<>();

  List<StandInNode> started() {
    return started;
  }

  @Override
  public StandInNode start(Map<String, String> parameters) {
    var node = new StandInNode(parameters);
    started.add(node);
    return node;
  }

  /** A node that is only a stand-in engine. */
  static final class StandInNode implements Node {
    final Map<String, String> parameters;
    final StandInEngine engine = new StandInEngine();
    boolean isClosed;

    private StandInNode(Map<String, String> parameters) {
      this.parameters = parameters;
    }

    @Override
    public ReplicationInputs inputs() {
      return engine;
    }

    @Override
    public int port() {
      return Integer.parseInt(parameters.getOrDefault("port", "0"));
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
