package io.lockstep.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory from the system, with a life of its own.
 *
 * @param arena ends its life
 * @param segment its bytes
 */
public record NativePage(Arena arena, MemorySegment segment) {

  /** What a slab asks for at a time, unless a single block is larger. */
  public static final long USUAL_BYTES = Pages.PAGE_BYTES;

  private static final int SYSTEM_PAGE_BYTES = 4096;

  /** A page of zeros, for which the system may find the memory only when it is touched. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the page is
  public static NativePage open(long bytes) {
    Arena arena = Arena.ofShared();
    return new NativePage(arena, NativeMemory.allocate(bytes, arena));
  }

  long bytes() {
    return segment.byteSize();
  }

  /** Has the system find all the memory now. */
  public void touch() {
    for (long at = 0; at < segment.byteSize(); at += SYSTEM_PAGE_BYTES) {
      segment.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
    }
  }

  /** Gives it back to the system. */
  public void close() {
    arena.close();
  }
}
