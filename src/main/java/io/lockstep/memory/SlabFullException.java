package io.lockstep.memory;

/** The slab has no address left for another block. */
public final class SlabFullException extends RuntimeException {
  SlabFullException(long bytes) {
    super("no address left in the slab for " + bytes + " bytes");
  }
}
