package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** ZRANDMEMBER. */
final class RandomMembers {

  private static final String OUT_OF_RANGE = "ERR value is out of range";
  private static final String BEYOND_LONG =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";

  private RandomMembers() {}

  static void zrandmember(Call call) {
    if (call.count() == 2) {
      one(call);
      return;
    }
    long count = call.arguments().number(2);
    if (count == Long.MIN_VALUE) {
      throw new CommandException(BEYOND_LONG);
    }
    if (call.count() > 4 || (call.count() == 4 && !call.is(3, "WITHSCORES"))) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (call.count() == 4 && Math.abs(count) > Long.MAX_VALUE / 2) {
      throw new CommandException(OUT_OF_RANGE);
    }
    many(call, count, call.count() == 4);
  }

  private static void one(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    if (record == Database.NONE) {
      call.reply().nil();
      return;
    }
    SortedSetValue set = call.collections().sortedSet(record);
    set.seek(call.node().random().nextLong(set.size()));
    Element member = call.element();
    set.member(member);
    call.bulk(member);
  }

  private static void many(Call call, long count, boolean withScores) {
    int record = call.read(1, RecordType.SORTED_SET);
    if (record == Database.NONE || count == 0) {
      call.reply().array(0);
      return;
    }
    SortedSetValue set = call.collections().sortedSet(record);
    SortedSetReply reply = new SortedSetReply(call, withScores);
    if (count < 0) {
      repeated(call, set, reply, -count);
    } else if (count >= set.size()) {
      reply.walk(set, new Ranks(0, set.size()), true);
    } else {
      distinct(call.node().random(), set, reply, count);
    }
  }

  private static void repeated(Call call, SortedSetValue set, SortedSetReply reply, long count) {
    reply.begin(count);
    for (long left = count; left > 0 && !call.reply().isLost(); left--) {
      long rank = call.node().random().nextLong(set.size());
      reply.addAll(set, new Ranks(rank, rank + 1), false);
    }
  }

  /** Any choice of ranks has the same chance (Floyd's sampling). */
  private static void distinct(
      RandomGenerator random, SortedSetValue set, SortedSetReply reply, long count) {
    Set<Long> chosen = new HashSet<>();
    reply.begin(count);
    for (long last = set.size() - count; last < set.size(); last++) {
      long rank = random.nextLong(last + 1);
      long taken = chosen.add(rank) ? rank : last;
      chosen.add(taken);
      reply.addAll(set, new Ranks(taken, taken + 1), false);
    }
  }
}
