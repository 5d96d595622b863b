package io.lockstep.interop;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.value.InvalidValueException;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.server.LockstepNode;
import java.nio.file.Path;
import java.util.List;

/** A Lockstep node inside the test's own process, on a free port. */
public final class EmbeddedNode implements PeerServer {

  private final LockstepNode node;

  private EmbeddedNode(LockstepNode node) {
    this.node = node;
  }

  /** Starts a node; {@code args} are Redis' parameters, as in {@code --name value}. */
  public static EmbeddedNode start(String... args) {
    var catalogue = ParameterCatalogue.complete();
    var parameters = new Parameters(catalogue, Path.of("").toAbsolutePath().toString());
    load(parameters, catalogue, "--bind", "127.0.0.1");
    load(parameters, catalogue, "--port", "0");
    load(parameters, catalogue, "--enable-debug-command", "yes");
    for (int i = 0; i < args.length; i += 2) {
      load(parameters, catalogue, args[i], args[i + 1]);
    }
    return new EmbeddedNode(LockstepNode.start(parameters, () -> {}));
  }

  private static void load(
      Parameters parameters, ParameterCatalogue catalogue, String option, String text) {
    var row = catalogue.find(option.substring("--".length())).orElseThrow();
    var words = row.type().takesSeveralWords() ? List.of(text.split(" +", -1)) : List.of(text);
    try {
      parameters.load(row, words, false);
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(option + " " + text, e);
    }
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
