package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Element;
import io.lockstep.resp.ReplyWriter;

/** Answers members, with their scores if wanted: in RESP3 as pairs, in RESP2 in turns. */
final class SortedSetReply {

  private final Call call;
  private final ReplyWriter reply;
  private final boolean withScores;
  private final boolean isPaired;
  private final Element member;

  SortedSetReply(Call call, boolean withScores) {
    this(call, withScores, call.reply().protocol() == 3);
  }

  /** With or without an array for each member and its score. */
  SortedSetReply(Call call, boolean withScores, boolean isPaired) {
    this.call = call;
    this.reply = call.reply();
    this.withScores = withScores;
    this.isPaired = withScores && isPaired;
    this.member = call.element();
  }

  /** Begins an answer of so many members. */
  void begin(long count) {
    reply.array(withScores && !isPaired ? 2 * count : count);
  }

  void add(Element shown, double score) {
    if (isPaired) {
      reply.array(2);
    }
    call.bulk(shown);
    if (withScores) {
      reply.decimal(score);
    }
  }

  /** Answers the members of these ranks, from the last to the first if so asked. */
  void walk(SortedSetValue set, Ranks ranks, boolean isReverse) {
    begin(ranks.count());
    addAll(set, ranks, isReverse);
  }

  /** Adds the members of these ranks to what was begun. */
  void addAll(SortedSetValue set, Ranks ranks, boolean isReverse) {
    if (ranks.count() > 0) {
      set.seek(isReverse ? ranks.to() - 1 : ranks.from());
    }
    for (long left = ranks.count(); left > 0; left--) {
      set.member(member);
      add(member, withScores ? set.score() : 0);
      if (isReverse) {
        set.previous();
      } else {
        set.next();
      }
    }
  }
}
