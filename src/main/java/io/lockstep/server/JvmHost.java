package io.lockstep.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.management.OperatingSystemMXBean;
import io.lockstep.engine.Host;
import io.lockstep.engine.saving.Disk;
import io.lockstep.engine.saving.LocalDisk;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** This JVM, as the operating system sees it. */
final class JvmHost implements Host {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int RESIDENT_FIELD = 1;
  private static final long PAGE_BYTES = 4096;

  private static final java.lang.management.OperatingSystemMXBean SYSTEM =
      ManagementFactory.getOperatingSystemMXBean();

  private final long systemMemoryBytes = ofSystem(OperatingSystemMXBean::getTotalMemorySize);
  private final Disk disk = new LocalDisk();
  private final @Nullable Path configFile;
  private final Runnable copying;
  private final Runnable broken;
  private final Runnable shutdown;

  /**
   * This process.
   *
   * @param configFile the redis.conf that the node was started with, if any
   * @param copying what to do when a background thread is about to copy the data
   * @param broken what to do once the engine has stopped at a broken invariant
   * @param shutdown what to do when a client sends SHUTDOWN
   */
  JvmHost(@Nullable Path configFile, Runnable copying, Runnable broken, Runnable shutdown) {
    this.configFile = configFile;
    this.copying = copying;
    this.broken = broken;
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
  public long directBytes() {
    return PlatformDependent.maxDirectMemory();
  }

  @Override
  public long processId() {
    return ProcessHandle.current().pid();
  }

  @Override
  public long cpuNanos() {
    return ofSystem(OperatingSystemMXBean::getProcessCpuTime);
  }

  @Override
  public long systemMemoryBytes() {
    return systemMemoryBytes;
  }

  private static long ofSystem(ToLongFunction<OperatingSystemMXBean> question) {
    return SYSTEM instanceof OperatingSystemMXBean system ? question.applyAsLong(system) : 0;
  }

  @Override
  public Disk disk() {
    return disk;
  }

  @Override
  public String configFile() {
    return configFile == null ? "" : configFile.toString();
  }

  /** The new text is written beside the old one and synced before it takes its place. */
  @Override
  public void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException {
    if (configFile == null) {
      throw new IOException("The server is running without a config file");
    }
    String former =
        Files.exists(configFile) ? Files.readString(configFile, StandardCharsets.ISO_8859_1) : "";
    byte[] text = rewriting.apply(former).getBytes(StandardCharsets.ISO_8859_1);
    Path beside = configFile.resolveSibling(configFile.getFileName() + "." + processId() + ".tmp");
    try (FileChannel file = FileChannel.open(beside, CREATE, TRUNCATE_EXISTING, WRITE)) {
      file.write(ByteBuffer.wrap(text));
      file.force(true);
    }
    Files.move(beside, configFile, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void copying() {
    copying.run();
  }

  @Override
  public void broken() {
    broken.run();
  }

  @Override
  public void shutdown() {
    shutdown.run();
  }
}
