package io.lockstep.memory;

/** Receives records one by one; it must not change the table it is shown. */
@FunctionalInterface
public interface RecordVisitor {
  void visit(int record);
}
