package io.lockstep.memory;

/** Receives the handles that a {@link Tree} gives up; it must not change the tree. */
@FunctionalInterface
public interface HandleVisitor {
  void visit(int handle);
}
