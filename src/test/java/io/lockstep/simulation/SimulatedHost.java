package io.lockstep.simulation;

import io.lockstep.engine.Host;
import io.lockstep.engine.saving.Disk;
import java.util.function.UnaryOperator;

/**
 * A machine of which nothing is known but that it hears the engine's end.
 *
 * @param disk where the node keeps its data
 * @param onBroken the engine has stopped at a broken invariant
 * @param onShutdown it was told to shut down, and has
 */
record SimulatedHost(Disk disk, Runnable onBroken, Runnable onShutdown) implements Host {

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
  public Disk disk() {
    return disk;
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
  public void shutdown() {
    onShutdown.run();
  }
}
