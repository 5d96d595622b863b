package io.lockstep.conformance;

import java.util.List;
import java.util.stream.Stream;

/**
 * One command of the replication stream.
 *
 * @param database where replicas perform it; {@link #NOWHERE} for MULTI and EXEC
 * @param words the command; each char is one byte
 */
record Effect(int database, List<String> words) {

  static final int NOWHERE = -1;

  boolean is(String name) {
    return words.getFirst().equals(name);
  }

  /** The same command up to a word, and others from there on. */
  Effect withTail(int from, Stream<String> tail) {
    return new Effect(database, Stream.concat(words.stream().limit(from), tail).toList());
  }

  @Override
  public String toString() {
    return database == NOWHERE
        ? words.getFirst()
        : database + Conformance.escaped(words.toString());
  }
}
