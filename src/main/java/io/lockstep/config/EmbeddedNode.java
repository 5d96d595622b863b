package io.lockstep.config;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.file.ConfigFile;
import io.lockstep.command.parameter.file.ConfigFileException;
import io.lockstep.command.parameter.file.ConfigLoader;
import io.lockstep.command.RedisVersion;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node inside an application: SHUTDOWN stops the node, the application goes on. */
final class EmbeddedNode implements NodeFactory.Node {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedNode.class);

  private final LockstepNode node;

  private EmbeddedNode(LockstepNode node) {
    this.node = node;
  }

  /**
   * Starts a node.
   *
   * @param texts Redis' parameters by name, in Redis' text
   * @throws IllegalArgumentException if a parameter has no such value
   */
  static EmbeddedNode start(Map<String, String> texts) {
    EmbeddedNode[] started = new EmbeddedNode[1];
    started[0] = new EmbeddedNode(LockstepNode.start(parameters(texts), () -> stop(started[0])));
    return started[0];
  }

  private static void stop(EmbeddedNode node) {
    LOG.info("The node on port {} is told to shut down", node.port());
    Thread.ofPlatform().name("lockstep-shutdown").start(node::close);
  }

  private static Parameters parameters(Map<String, String> texts) {
    Path directory = Path.of("").toAbsolutePath();
    Parameters parameters = new Parameters(ParameterCatalogue.complete(), directory.toString());
    StringBuilder lines = new StringBuilder();
    texts.forEach((name, text) -> lines.append(line(name, text)));
    try {
      new ConfigLoader(parameters, new ConfigFile(directory), RedisVersion.TEXT)
          .load(lines.toString());
    } catch (ConfigFileException wrong) {
      throw new IllegalArgumentException(wrong.text(), wrong);
    }
    return parameters;
  }

  /** A directive: values of several words are taken apart, an empty one is kept as such. */
  private static String line(String name, String text) {
    return name + " " + (text.isBlank() ? "\"\"" : text) + "\n";
  }

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
    node.close();
  }
}
