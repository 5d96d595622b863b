package io.lockstep.command.description;

import io.lockstep.command.Command;
import io.lockstep.command.KeySpec;
import io.lockstep.command.KeySpec.Counted;
import io.lockstep.command.KeySpec.Index;
import io.lockstep.command.KeySpec.Keyword;
import io.lockstep.command.KeySpec.Range;
import io.lockstep.command.KeySpec.Unknown;
import io.lockstep.command.text.Numbers;
import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.List;

/** Where the keys of a request stand, and where those of a command do in general. */
final class KeyPositions {

  private static final int NOWHERE = -1;

  private KeyPositions() {}

  /**
   * A key in a request.
   *
   * @param index the argument's
   */
  record Position(int index, KeySpec spec) {}

  /** The keys of a request; none if a spec does not fit it. */
  static List<Position> in(Command command, Request request) {
    List<Position> positions = new ArrayList<>();
    for (KeySpec spec : command.keys()) {
      if (!add(spec, request, positions)) {
        return List.of();
      }
    }
    return positions;
  }

  /** False if the request cannot be right. */
  private static boolean add(KeySpec spec, Request request, List<Position> positions) {
    int begin = begin(spec, request);
    if (spec.search() instanceof Unknown) {
      addSortTarget(spec, request, positions);
    }
    if (begin == NOWHERE) {
      return true; // an option that is not there
    }
    return switch (spec.find()) {
      case Range range -> addRange(spec, begin, range, request.count(), positions);
      case Counted counted -> addCounted(spec, begin, counted, request, positions);
      case Unknown _ -> true;
    };
  }

  /** SORT, the one command with such a place, stores where its last STORE says. */
  private static void addSortTarget(KeySpec spec, Request request, List<Position> positions) {
    int target = NOWHERE;
    for (int i = 2; i < request.count(); i++) {
      if (request.is(i, "LIMIT")) {
        i += 2;
      } else if (request.is(i, "GET") || request.is(i, "BY")) {
        i++;
      } else if (request.is(i, "STORE") && i + 1 < request.count()) {
        target = ++i;
      }
    }
    if (target != NOWHERE && spec.flags().startsWith("OW")) {
      positions.add(new Position(target, new KeySpec("OW UPDATE", spec.search(), spec.find())));
    }
  }

  private static int begin(KeySpec spec, Request request) {
    return switch (spec.search()) {
      case Index index -> index.index();
      case Keyword keyword -> behind(keyword, request);
      case Unknown _ -> NOWHERE;
    };
  }

  private static int behind(Keyword keyword, Request request) {
    boolean backwards = keyword.from() < 0;
    int step = backwards ? -1 : 1;
    int start = backwards ? request.count() + keyword.from() : keyword.from();
    for (int i = start; i > 0 && i < request.count(); i += step) {
      if (request.is(i, keyword.word())) {
        return i + 1;
      }
    }
    return NOWHERE;
  }

  private static boolean addRange(
      KeySpec spec, int begin, Range range, int count, List<Position> positions) {
    int last = last(begin, range, count);
    if (last >= count) {
      return false;
    }
    for (int i = begin; i <= last; i += range.step()) {
      positions.add(new Position(i, spec));
    }
    return true;
  }

  private static int last(int begin, Range range, int count) {
    if (range.last() >= 0) {
      return begin + range.last();
    }
    return range.limit() <= 1
        ? count + range.last()
        : begin + (count - begin) / range.limit() + range.last();
  }

  private static boolean addCounted(
      KeySpec spec, int begin, Counted counted, Request request, List<Position> positions) {
    int at = begin + counted.number();
    long number =
        at < request.count()
            ? Numbers.parse(request.bytes(), request.start(at), request.length(at))
            : Numbers.INVALID;
    int first = begin + counted.first();
    if (number < 0 || number > (request.count() - first) / counted.step()) {
      return false;
    }
    for (int i = 0; i < number; i++) {
      positions.add(new Position(first + i * counted.step(), spec));
    }
    return true;
  }

  /** First key, last key and step, as COMMAND INFO sums up the specs; zeros if it can't. */
  static int[] legacyRange(List<KeySpec> specs) {
    int[] sum = {0, 0, 0};
    for (KeySpec spec : specs) {
      if (!(spec.search() instanceof Index(int begin)
          && spec.find() instanceof Range(int relative, int step, int limit)
          && limit == 0)) {
        continue;
      }
      int last = relative >= 0 ? begin + relative : relative;
      if (sum[0] == 0) {
        sum = new int[] {begin, last, step};
      } else if (sum[1] + 1 == begin && step == 1) {
        sum = new int[] {sum[0], last, 1};
      } else {
        return new int[] {0, 0, 0};
      }
    }
    return sum;
  }
}
