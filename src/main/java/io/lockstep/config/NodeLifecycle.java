package io.lockstep.config;

import io.lockstep.config.NodeFactory.Node;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.ReplicationInputs;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** The application's node: started and stopped with it, and asked through it. */
public final class NodeLifecycle implements SmartLifecycle, ReplicationInputs {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLifecycle.class);

  /** Before the web server starts, and after it has stopped. */
  static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;

  private final NodeFactory factory;
  private final Map<String, String> parameters;
  private volatile @Nullable Node node; // kept after the stop, for its last view
  private volatile boolean isRunning;

  NodeLifecycle(NodeFactory factory, Map<String, String> parameters) {
    this.factory = factory;
    this.parameters = Map.copyOf(parameters);
  }

  @Override
  public void start() {
    var started = factory.start(parameters);
    node = started;
    isRunning = true;
    LOG.info("RESP on port {}, bound to {}", started.port(), parameters.get("bind"));
  }

  @Override
  public void stop() {
    isRunning = false;
    if (node != null) {
      node.close();
    }
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** The RESP port of the running node. */
  public int port() {
    return node().port();
  }

  @Override
  public EngineView get() {
    return node().inputs().get();
  }

  @Override
  public CompletableFuture<String> replicaOf(String host, int port) {
    return running().replicaOf(host, port);
  }

  @Override
  public CompletableFuture<Void> promote() {
    return running().promote();
  }

  @Override
  public CompletableFuture<Void> confirmResync() {
    return running().confirmResync();
  }

  @Override
  public CompletableFuture<String> save() {
    return running().save();
  }

  @Override
  public CompletableFuture<BacklogSlice> readBacklog(long offset, int maxBytes) {
    return running().readBacklog(offset, maxBytes);
  }

  private ReplicationInputs running() {
    if (!isRunning) {
      throw new RejectedExecutionException("The node does not run");
    }
    return node().inputs();
  }

  private Node node() {
    var started = node;
    if (started == null) {
      throw new RejectedExecutionException("The node has not been started");
    }
    return started;
  }
}
