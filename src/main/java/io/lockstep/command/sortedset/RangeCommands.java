package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;

/** The verbs that count, show, store or remove what lies in a range. */
final class RangeCommands {

  private RangeCommands() {}

  // ---- showing

  static void zrange(Call call) {
    show(call, RangeQuery.general(call, 1, false));
  }

  static void zrevrange(Call call) {
    show(call, RangeQuery.of(call, RangeQuery.By.RANK, true));
  }

  static void zrangebyscore(Call call) {
    show(call, RangeQuery.of(call, RangeQuery.By.SCORE, false));
  }

  static void zrevrangebyscore(Call call) {
    show(call, RangeQuery.of(call, RangeQuery.By.SCORE, true));
  }

  static void zrangebylex(Call call) {
    show(call, RangeQuery.of(call, RangeQuery.By.MEMBER, false));
  }

  static void zrevrangebylex(Call call) {
    show(call, RangeQuery.of(call, RangeQuery.By.MEMBER, true));
  }

  private static void show(Call call, RangeQuery query) {
    int record = call.read(1, RecordType.SORTED_SET);
    if (record == Database.NONE) {
      call.reply().array(0);
      return;
    }
    SortedSetValue set = call.collections().sortedSet(record);
    SortedSetReply reply = new SortedSetReply(call, query.withScores());
    reply.walk(set, query.in(set), query.isReverse());
  }

  static void zrangestore(Call call) {
    RangeQuery query = RangeQuery.general(call, 2, true);
    int record = call.read(2, RecordType.SORTED_SET);
    ScoredMembers members = new ScoredMembers();
    if (record != Database.NONE) {
      SortedSetValue set = call.collections().sortedSet(record);
      members.addAll(set, query.in(set));
    }
    members.store(call, 1, "zrangestore");
  }

  // ---- counting

  static void zcount(Call call) {
    count(call, ScoreBounds.of(call, 2, 3));
  }

  static void zlexcount(Call call) {
    count(call, MemberBounds.of(call, 2, 3));
  }

  private static void count(Call call, Bounds bounds) {
    int record = call.read(1, RecordType.SORTED_SET);
    long count =
        record == Database.NONE ? 0 : bounds.in(call.collections().sortedSet(record)).count();
    call.reply().integer(count);
  }

  // ---- removing

  static void zremrangebyrank(Call call) {
    remove(call, RankBounds.of(call, 2, 3, false), "zremrangebyrank");
  }

  static void zremrangebyscore(Call call) {
    remove(call, ScoreBounds.of(call, 2, 3), "zremrangebyscore");
  }

  static void zremrangebylex(Call call) {
    remove(call, MemberBounds.of(call, 2, 3), "zremrangebylex");
  }

  private static void remove(Call call, Bounds bounds, String event) {
    int record = call.write(1, RecordType.SORTED_SET);
    long count = 0;
    if (record != Database.NONE) {
      SortedSetValue set = call.collections().sortedSet(record);
      Ranks ranks = bounds.in(set);
      count = ranks.count();
      remove(call, 1, set, ranks, event);
    }
    call.reply().integer(count);
  }

  /** Removes members of the set at argument {@code i}, and with the last one its key. */
  static void remove(Call call, int i, SortedSetValue set, Ranks ranks, String event) {
    long count = ranks.count();
    if (count == 0) {
      return;
    }
    boolean isAll = count == set.size();
    if (isAll) {
      call.database().delete(set.record());
    } else {
      set.removeRange(ranks.from(), ranks.to());
    }
    call.changed(i);
    call.effects().furtherChanges(count - 1);
    call.event(EventClass.ZSET, event, i);
    if (isAll) {
      call.event(EventClass.GENERIC, "del", i);
    }
  }
}
