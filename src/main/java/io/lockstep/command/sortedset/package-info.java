/**
 * Sorted sets: their table and its handlers.
 *
 * <p>Whatever bounds a range, the handlers turn it into ranks first; see {@link Ranks}. What is to
 * be stored is gathered outside of the keyspace in {@link ScoredMembers}, as its source may be the
 * key that it takes the place of.
 */
@NullMarked
package io.lockstep.command.sortedset;

import org.jspecify.annotations.NullMarked;
