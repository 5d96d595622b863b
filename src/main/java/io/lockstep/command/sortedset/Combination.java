package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What ZUNION, ZINTER and ZDIFF are asked: their sources and options. */
final class Combination {

  /** What becomes of the scores of a member that is in several sources. */
  enum Aggregate {
    SUM,
    MIN,
    MAX;

    double of(double score, double other) {
      return switch (this) {
        case SUM -> numberOr0(score + other);
        case MIN -> other < score ? other : score;
        case MAX -> other > score ? other : score;
      };
    }
  }

  /** Which options a verb takes. */
  enum Kind {
    WEIGHED,
    PLAIN,
    CARDINALITY
  }

  private static final String NOT_A_WEIGHT = "ERR weight value is not a float";
  private static final String NEGATIVE_LIMIT = "ERR LIMIT can't be negative";

  private final Call call;
  private final Kind kind;
  private final boolean isStored;
  private final List<Source> sources = new ArrayList<>();
  private Aggregate aggregate = Aggregate.SUM;
  private boolean withScores;
  private long limit;

  /** Reads a request whose number of keys is at this argument. */
  Combination(Call call, int number, Kind kind, boolean isStored) {
    this.call = call;
    this.kind = kind;
    this.isStored = isStored;
    long keys = call.arguments().number(number);
    if (keys < 1) {
      throw new CommandException(
          "ERR at least 1 input key is needed for '" + call.command().fullName() + "' command");
    }
    if (keys > call.count() - number - 1) {
      throw new CommandException(Errors.SYNTAX);
    }
    int end = number + 1 + (int) keys;
    for (int i = number + 1; i < end; i++) {
      sources.add(Source.at(call, i));
    }
    for (int i = end; i < call.count(); ) {
      i = option(i);
    }
  }

  /** Infinity less infinity counts as nothing, and so does zero times infinity. */
  static double numberOr0(double score) {
    return Double.isNaN(score) ? 0 : score;
  }

  /** Reads the option at an argument; returns the next one. */
  private int option(int i) {
    int rest = call.count() - i;
    if (kind == Kind.WEIGHED && rest > sources.size() && call.is(i, "WEIGHTS")) {
      return weights(i + 1);
    } else if (kind == Kind.WEIGHED && rest >= 2 && call.is(i, "AGGREGATE")) {
      aggregate = aggregate(i + 1);
      return i + 2;
    } else if (kind != Kind.CARDINALITY && !isStored && call.is(i, "WITHSCORES")) {
      withScores = true;
      return i + 1;
    } else if (kind == Kind.CARDINALITY && rest >= 2 && call.is(i, "LIMIT")) {
      limit = call.arguments().numberBetween(i + 1, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
      return i + 2;
    }
    throw new CommandException(Errors.SYNTAX);
  }

  private int weights(int first) {
    int i = first;
    for (Source source : sources) {
      source.weight = call.arguments().real(i++, NOT_A_WEIGHT);
    }
    return i;
  }

  private Aggregate aggregate(int i) {
    for (Aggregate candidate : Aggregate.values()) {
      if (call.is(i, candidate.name())) {
        return candidate;
      }
    }
    throw new CommandException(Errors.SYNTAX);
  }

  /** The sources as the request has them. */
  List<Source> sources() {
    return sources;
  }

  /** The sources, the smallest first: sums of scores are rounded in this order. */
  List<Source> bySize() {
    return sources.stream().sorted(Comparator.comparingLong(Source::size)).toList();
  }

  Aggregate aggregate() {
    return aggregate;
  }

  boolean withScores() {
    return withScores;
  }

  /** How many common members to look for; 0 is all. */
  long limit() {
    return limit;
  }
}
