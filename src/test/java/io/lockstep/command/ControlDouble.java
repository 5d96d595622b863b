package io.lockstep.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A process that only notes what commands asked of it. */
public final class ControlDouble implements Control {

  /** What was asked, in words such as {@code "sleep 1000"}. */
  public final List<String> asked = new ArrayList<>();

  public String configFile = "";
  public String configText = "";
  public boolean readOnly;

  /** What clients were told unasked, in the order in which it was. */
  public final List<String> pushed = new ArrayList<>();

  @Override
  public void push(Client to, byte[] bytes, int start, int length) {
    pushed.add(to.id() + " " + new String(bytes, start, length, ISO_8859_1));
  }

  @Override
  public void sleep(long nanos) {
    asked.add("sleep " + nanos);
  }

  @Override
  public void shutdown(ShutdownTerms terms) {
    asked.add("shutdown " + terms);
  }

  @Override
  public boolean abortShutdown() {
    return false;
  }

  @Override
  public long shutdownInMs() {
    return -1;
  }

  @Override
  public long residentBytes() {
    return 50_000_000;
  }

  @Override
  public long heapBytes() {
    return 20_000_000;
  }

  @Override
  public void pauseChanged() {
    asked.add("pause changed");
  }

  @Override
  public long startedAtMs() {
    return CommandFixture.START_MS - 10_000;
  }

  @Override
  public long systemMemoryBytes() {
    return 4_000_000_000L;
  }

  @Override
  public String configFile() {
    return configFile;
  }

  @Override
  public void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException {
    if (readOnly) {
      throw new IOException("Permission denied");
    }
    configText = rewriting.apply(configText);
  }

  @Override
  public long processId() {
    return 4711;
  }

  @Override
  public long cpuNanos() {
    return 1_500_000_000;
  }
}
