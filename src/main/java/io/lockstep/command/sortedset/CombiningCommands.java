package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.sortedset.Combination.Aggregate;
import io.lockstep.command.sortedset.Combination.Kind;
import io.lockstep.memory.Element;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The verbs that make one sorted set of many. */
final class CombiningCommands {

  private CombiningCommands() {}

  static void zunion(Call call) {
    Combination request = new Combination(call, 1, Kind.WEIGHED, false);
    reply(call, union(request), request.withScores());
  }

  static void zinter(Call call) {
    Combination request = new Combination(call, 1, Kind.WEIGHED, false);
    reply(call, intersection(request), request.withScores());
  }

  static void zdiff(Call call) {
    Combination request = new Combination(call, 1, Kind.PLAIN, false);
    reply(call, difference(request), request.withScores());
  }

  static void zintercard(Call call) {
    Combination request = new Combination(call, 1, Kind.CARDINALITY, false);
    call.reply().integer(intersection(request).count());
  }

  static void zunionstore(Call call) {
    union(new Combination(call, 2, Kind.WEIGHED, true)).store(call, 1, "zunionstore");
  }

  static void zinterstore(Call call) {
    intersection(new Combination(call, 2, Kind.WEIGHED, true)).store(call, 1, "zinterstore");
  }

  static void zdiffstore(Call call) {
    difference(new Combination(call, 2, Kind.PLAIN, true)).store(call, 1, "zdiffstore");
  }

  private static void reply(Call call, ScoredMembers members, boolean withScores) {
    SortedSetReply reply = new SortedSetReply(call, withScores);
    Element member = call.element();
    MemorySegment bytes = MemorySegment.ofArray(members.bytes());
    reply.begin(members.count());
    for (int i : members.inOrder()) {
      member.text(bytes, members.start(i), members.length(i));
      reply.add(member, members.score(i));
    }
  }

  private static ScoredMembers union(Combination request) {
    ScoredMembers members = new ScoredMembers();
    Aggregate aggregate = request.aggregate();
    for (Source source : request.bySize()) {
      source.forEach(
          (member, score) -> {
            double weighed = Combination.numberOr0(source.weight * score);
            int i = members.indexOf(member);
            double before = members.score(i);
            members.score(i, Double.isNaN(before) ? weighed : aggregate.of(before, weighed));
          });
    }
    return members;
  }

  private static ScoredMembers intersection(Combination request) {
    List<Source> sources = request.bySize();
    Intersection intersection = new Intersection(sources, request.aggregate(), request.limit());
    sources.getFirst().forEach(intersection::offer);
    return intersection.common;
  }

  /** Members of the first source that are in all others. */
  private static final class Intersection {
    private final List<Source> sources;
    private final Aggregate aggregate;
    private final long limit;
    private final ScoredMembers common = new ScoredMembers();

    Intersection(List<Source> sources, Aggregate aggregate, long limit) {
      this.sources = sources;
      this.aggregate = aggregate;
      this.limit = limit;
    }

    void offer(Element member, double score) {
      if (limit > 0 && common.count() == limit) {
        return;
      }
      byte[] bytes = member.toBytes();
      double total = Combination.numberOr0(sources.getFirst().weight * score);
      for (Source source : sources.subList(1, sources.size())) {
        double there = source.score(bytes, 0, bytes.length);
        if (Double.isNaN(there)) {
          return;
        }
        total = aggregate.of(total, source.weight * there);
      }
      common.add(bytes, 0, bytes.length, total);
    }
  }

  private static ScoredMembers difference(Combination request) {
    List<Source> sources = request.sources();
    List<Source> others = sources.subList(1, sources.size());
    ScoredMembers rest = new ScoredMembers();
    sources
        .getFirst()
        .forEach(
            (member, score) -> {
              byte[] bytes = member.toBytes();
              if (others.stream().allMatch(other -> isAbsent(other, bytes))) {
                rest.add(bytes, 0, bytes.length, score);
              }
            });
    return rest;
  }

  private static boolean isAbsent(Source source, byte[] member) {
    return Double.isNaN(source.score(member, 0, member.length));
  }
}
