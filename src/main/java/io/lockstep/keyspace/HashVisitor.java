package io.lockstep.keyspace;

import io.lockstep.memory.Element;

/** Is shown the fields of a hash, one after the other. */
@FunctionalInterface
public interface HashVisitor {
  /** Both are views that are true until this returns. */
  void visit(Element field, Element value);
}
