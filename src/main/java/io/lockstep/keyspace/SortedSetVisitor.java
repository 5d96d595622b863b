package io.lockstep.keyspace;

import io.lockstep.memory.Element;

/** Is shown the members of a sorted set, one after the other. */
@FunctionalInterface
public interface SortedSetVisitor {
  /** The member is a view that is true until this returns. */
  void visit(Element member, double score);
}
