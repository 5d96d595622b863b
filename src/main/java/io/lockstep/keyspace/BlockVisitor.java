package io.lockstep.keyspace;

import io.lockstep.memory.PackedList;

/** Receives the packed blocks of a list; the view is moved on afterwards. */
@FunctionalInterface
public interface BlockVisitor {
  void visit(PackedList block);
}
