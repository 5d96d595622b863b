package io.lockstep.simulation;

import io.lockstep.engine.saving.MemoryDisk;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine on which a node runs, ends, and is started anew with what is on its disk. */
final class SimulatedNode {

  private final String host;
  private final NodeParameters parameters;
  private final SimulatedNetwork network;
  private final Consumer<NodeLife> looked;
  private final MemoryDisk disk = new MemoryDisk();
  private @Nullable NodeLife life;

  SimulatedNode(
      String host, NodeParameters parameters, SimulatedNetwork network, Consumer<NodeLife> looked) {
    this.host = host;
    this.parameters = parameters;
    this.network = network;
    this.looked = looked;
  }

  String host() {
    return host;
  }

  void start() {
    if (life == null) {
      network.trace().note(host, "starts", 0);
      life = new NodeLife(host, parameters, disk, network, looked, this::leaves);
    }
  }

  void crash(boolean silently) {
    if (life != null) {
      network.trace().note(host, silently ? "is unplugged" : "crashes", 0);
      life.end(silently);
      life = null;
    }
  }

  /** The node has shut down by itself; its process ends in the next moment. */
  private void leaves(NodeLife leaving) {
    network.agenda().after(0, () -> endOf(leaving));
  }

  private void endOf(NodeLife leaving) {
    if (leaving.equals(life)) {
      crash(false);
    }
  }

  /** The life that goes on now; null between two. */
  @Nullable NodeLife life() {
    return life;
  }

  void operate(String... command) {
    if (life != null) {
      String answer = life.operate(command);
      network.trace().note(host, String.join(" ", command) + " " + answer.trim(), 0);
    }
  }

  void freeze(long us) {
    NodeLife frozen = life;
    if (frozen != null) {
      network.trace().note(host, "freezes", us);
      frozen.freeze();
      network.agenda().after(us, frozen::thaw);
    }
  }
}
