package io.lockstep.simulation;

import io.lockstep.engine.Host;
import java.util.function.UnaryOperator;

/** A machine of which nothing is known but that it hears the engine stop. */
record SimulatedHost(Runnable onBroken) implements Host {

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public long heapBytes() {
    return 0;
  }

  @Override
  public long directBytes() {
    return 1L << 30;
  }

  @Override
  public long processId() {
    return 1;
  }

  @Override
  public long cpuNanos() {
    return 0;
  }

  @Override
  public long systemMemoryBytes() {
    return 1L << 34;
  }

  @Override
  public String configFile() {
    return "";
  }

  @Override
  public void rewriteConfigFile(UnaryOperator<String> rewriting) {}

  @Override
  public void broken() {
    onBroken.run();
  }

  @Override
  public void shutdown() {}
}
