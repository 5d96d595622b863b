package io.lockstep.config;

import io.lockstep.engine.ReplicationInputs;
import java.util.Map;

/** Starts nodes: the seam between Spring and the engine. */
@FunctionalInterface
public interface NodeFactory {

  /**
   * Starts a node; it accepts connections when this returns.
   *
   * @param parameters Redis' parameters by name, in Redis' text; what is absent has its default
   */
  Node start(Map<String, String> parameters);

  /** A node that runs. */
  interface Node extends AutoCloseable {
    ReplicationInputs inputs();

    /** The RESP port it listens on. */
    int port();

    /** Stops it; the last view can still be read. */
    @Override
    void close();
  }
}
