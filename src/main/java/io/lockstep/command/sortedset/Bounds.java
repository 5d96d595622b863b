package io.lockstep.command.sortedset;

import io.lockstep.keyspace.SortedSetValue;

/** What a request says of the members it means. */
sealed interface Bounds permits RankBounds, ScoreBounds, MemberBounds {

  /** The ranks of these members in a set that is not empty. */
  Ranks in(SortedSetValue set);
}
