package io.lockstep.server;

import io.lockstep.engine.Host;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** This JVM, as the operating system sees it. */
final class JvmHost implements Host {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int RESIDENT_FIELD = 1;
  private static final long PAGE_BYTES = 4096;

  private final Runnable shutdown;

  JvmHost(Runnable shutdown) {
    this.shutdown = shutdown;
  }

  /** Zero where there is no {@code /proc}. */
  @Override
  public long residentBytes() {
    try {
      String[] fields = Files.readString(STATM).split(" ", -1);
      return Long.parseLong(fields[RESIDENT_FIELD]) * PAGE_BYTES;
    } catch (IOException notLinux) {
      return 0;
    }
  }

  @Override
  public long heapBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Override
  public long processId() {
    return ProcessHandle.current().pid();
  }

  @Override
  public long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  @Override
  public void shutdown() {
    shutdown.run();
  }
}
