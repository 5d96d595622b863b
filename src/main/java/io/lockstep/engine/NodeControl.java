package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Control;
import io.lockstep.command.ShutdownTerms;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What commands may do to the thread and the process they run in. */
final class NodeControl implements Control {

  private final EngineLoop loop;
  private final Host host;
  private final long startedAtMs;
  private Runnable pauseChanged = () -> {};
  private @Nullable Departure departure;
  private @Nullable Engine engine;

  NodeControl(EngineLoop loop, Host host, long startedAtMs) {
    this.loop = loop;
    this.host = host;
    this.startedAtMs = startedAtMs;
  }

  void assemble(Engine executor) {
    engine = executor;
    departure = executor.departure();
    pauseChanged = executor::resumeParked;
  }

  @Override
  public void push(Client to, byte[] bytes, int start, int length) {
    required(engine).push(to, bytes, start, length);
  }

  @Override
  public void sleep(long nanos) {
    loop.sleep(nanos);
  }

  private Departure departure() {
    return required(departure);
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The control is not assembled yet.");
    }
    return part;
  }

  @Override
  public void shutdown(ShutdownTerms terms) {
    loop.execute(() -> required(engine).depart(terms, this::end));
  }

  private void end(boolean hasCome) {
    if (hasCome) {
      host.shutdown();
    }
  }

  @Override
  public boolean abortShutdown() {
    boolean isTakenBack = departure().abort();
    if (isTakenBack) {
      pauseChanged();
    }
    return isTakenBack;
  }

  @Override
  public long shutdownInMs() {
    return departure().leftMs();
  }

  @Override
  public void pauseChanged() {
    loop.execute(pauseChanged);
  }

  @Override
  public long residentBytes() {
    return host.residentBytes();
  }

  @Override
  public long heapBytes() {
    return host.heapBytes();
  }

  @Override
  public long systemMemoryBytes() {
    return host.systemMemoryBytes();
  }

  @Override
  public String configFile() {
    return host.configFile();
  }

  @Override
  public void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException {
    host.rewriteConfigFile(rewriting);
  }

  @Override
  public long startedAtMs() {
    return startedAtMs;
  }

  @Override
  public long processId() {
    return host.processId();
  }

  @Override
  public long cpuNanos() {
    return host.cpuNanos();
  }
}
