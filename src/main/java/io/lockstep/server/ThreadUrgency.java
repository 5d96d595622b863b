package io.lockstep.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread asks of Linux' scheduler, by {@code sched_setattr}: the engine to run as soon as it
 * wakes, background work to make way. Without it a client waits for whole slices, some milliseconds
 * each, while a snapshot is encoded on the engine's core. A request only: where it is refused or
 * there is no such call, everything works as before.
 */
enum ThreadUrgency {
  /**
   * A slice of 0.1 ms: since Linux 6.12 a thread with a short slice interrupts those with longer
   * ones.
   */
  ENGINE(0, 100_000),

  /** Two thirds of the engine's share: what is compiled early saves work later. */
  COMPILER(2, 0),

  /** Twice the background's share: a snapshot's clients are not to wait for compilers. */
  COMPILER_BESIDE_COPIES(7, 0),

  /**
   * A ninth of the engine's share while both want the core. With a third, one client in a thousand
   * waits some milliseconds longer during a full resync. On a single core that clients keep full, a
   * resync takes the longer for it.
   */
  BACKGROUND(10, 0);

  /** Numbers of the call, by the JVM's name of the architecture. */
  private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);

  private static final int ATTRIBUTE_BYTES = 48;
  private static final int NICE_AT = 16;
  private static final int SLICE_NANOS_AT = 24;
  private static final int CALLING_THREAD = 0;
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final Pattern COMPILER_NAME = Pattern.compile("C[12] Compiler");
  private static final Logger LOG = LoggerFactory.getLogger(ThreadUrgency.class);

  private static final @Nullable Long NUMBER = number();

  private final int nice;
  private final long sliceNanos;

  ThreadUrgency(int nice, long sliceNanos) {
    this.nice = nice;
    this.sliceNanos = sliceNanos;
  }

  private static @Nullable Long number() {
    boolean isLinux = property("os.name").toLowerCase(Locale.ROOT).equals("linux");
    return isLinux ? SCHED_SETATTR.get(property("os.arch")) : null;
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }

  /** Makes the calling thread as urgent as this, from now on. */
  void take() {
    give(CALLING_THREAD);
  }

  /**
   * Makes this JVM's compilers as urgent as this. They are known by their threads' names, and
   * concern all that runs in it: for whoever has the JVM to himself.
   */
  void giveToCompilers() {
    if (NUMBER == null) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (isCompiler(thread)) {
          give(Integer.parseInt(thread.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException hidden) {
      LOG.debug("The compilers' threads stay as they are: {}", hidden.getMessage());
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return COMPILER_NAME.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
    } catch (IOException ended) {
      return false;
    }
  }

  private void give(int thread) {
    if (NUMBER != null) {
      ask(NUMBER, thread);
    }
  }

  private void ask(long number, int thread) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attributes.set(JAVA_INT, 0, ATTRIBUTE_BYTES);
      attributes.set(JAVA_INT, NICE_AT, nice);
      attributes.set(JAVA_LONG, SLICE_NANOS_AT, sliceNanos);
      long _ = (long) syscall().invokeExact(number, thread, attributes, 0);
    } catch (Throwable failure) {
      throw new IllegalStateException("sched_setattr cannot be called", failure);
    }
  }

  private static MethodHandle syscall() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
        Linker.Option.firstVariadicArg(1));
  }
}
