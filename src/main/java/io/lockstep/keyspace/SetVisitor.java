package io.lockstep.keyspace;

import io.lockstep.memory.Element;

/** Is shown the members of a set, one after the other. */
@FunctionalInterface
public interface SetVisitor {
  /** The view is true until this returns. */
  void visit(Element member);
}
