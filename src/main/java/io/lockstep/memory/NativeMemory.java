package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gets zeroed memory from the system. On Linux it is mapped directly and in huge pages where these
 * are to be had: an arena's own allocation touches every byte at once, which is a pause of some
 * milliseconds for a page of 4 MiB, and goes through an allocator that may keep what is freed.
 */
final class NativeMemory {
  private static final long HUGE_PAGE_BYTES = 2L << 20;
  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int ADVISE_HUGE_PAGES = 14;
  private static final long FAILED = -1;

  private record Calls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {}

  private static final @Nullable Calls LINUX = linux();

  private NativeMemory() {}

  private static @Nullable Calls linux() {
    boolean isLinux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
    return isLinux
        ? new Calls(
            call("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
            call("munmap", JAVA_INT, ADDRESS, JAVA_LONG),
            call("madvise", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
        : null;
  }

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** A segment that lives as long as the arena. */
  static MemorySegment allocate(long bytes, Arena arena) {
    return LINUX == null ? arena.allocate(bytes, Long.BYTES) : map(LINUX, bytes, arena);
  }

  private static MemorySegment map(Calls calls, long bytes, Arena arena) {
    long mapped = bytes + HUGE_PAGE_BYTES; // what is not touched costs nothing
    MemorySegment whole = mapWhole(calls, mapped);
    long skipped = -whole.address() & (HUGE_PAGE_BYTES - 1);
    MemorySegment aligned = MemorySegment.ofAddress(whole.address() + skipped);
    advise(calls, aligned, bytes);
    return aligned.reinterpret(bytes, arena, segment -> unmap(calls, whole, mapped));
  }

  private static MemorySegment mapWhole(Calls calls, long bytes) {
    MemorySegment mapped;
    try {
      mapped =
          (MemorySegment)
              calls.mmap.invokeExact(
                  MemorySegment.NULL, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    } catch (Throwable failure) {
      throw new IllegalStateException("mmap cannot be called", failure);
    }
    if (mapped.address() == FAILED) {
      throw new OutOfMemoryError("the system has no " + bytes + " bytes for the slab");
    }
    return mapped;
  }

  private static int advise(Calls calls, MemorySegment segment, long bytes) {
    try {
      return (int) calls.madvise.invokeExact(segment, bytes, ADVISE_HUGE_PAGES);
    } catch (Throwable failure) {
      throw new IllegalStateException("madvise cannot be called", failure);
    }
  }

  private static int unmap(Calls calls, MemorySegment whole, long bytes) {
    try {
      return (int) calls.munmap.invokeExact(whole, bytes);
    } catch (Throwable failure) {
      throw new IllegalStateException("munmap cannot be called", failure);
    }
  }
}
