package io.lockstep.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** A third of the engine's share while both want the core. */
  BACKGROUND(5, 0);

  /** Numbers of the call, by the JVM's name of the architecture. */
  private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);

  private static final int ATTRIBUTE_BYTES = 48;
  private static final int NICE_AT = 16;
  private static final int SLICE_NANOS_AT = 24;
  private static final int CALLING_THREAD = 0;

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
    if (NUMBER != null) {
      ask(NUMBER);
    }
  }

  private void ask(long number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attributes.set(JAVA_INT, 0, ATTRIBUTE_BYTES);
      attributes.set(JAVA_INT, NICE_AT, nice);
      attributes.set(JAVA_LONG, SLICE_NANOS_AT, sliceNanos);
      long _ = (long) syscall().invokeExact(number, CALLING_THREAD, attributes, 0);
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
