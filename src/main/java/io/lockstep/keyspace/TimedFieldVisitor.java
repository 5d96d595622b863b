package io.lockstep.keyspace;

import io.lockstep.memory.Element;

/** Is shown the fields of a hash, one after the other, with their times of expiry. */
@FunctionalInterface
public interface TimedFieldVisitor {
  /**
   * Both elements are views that are true until this returns.
   *
   * @param expireAtMs {@link io.lockstep.memory.Records#NO_EXPIRY} if the field has none
   */
  void visit(Element field, Element value, long expireAtMs);
}
