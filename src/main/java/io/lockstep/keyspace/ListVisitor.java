package io.lockstep.keyspace;

import io.lockstep.memory.Element;

/** Receives the elements of a list; the view is moved on afterwards. */
@FunctionalInterface
public interface ListVisitor {
  void visit(Element element);
}
