package io.lockstep.memory;

/** Receives entries of a {@link Tree} one by one; it must not change the tree. */
@FunctionalInterface
public interface EntryVisitor {
  void visit(long key, int handle, int weight);
}
