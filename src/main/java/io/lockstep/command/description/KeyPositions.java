package io.lockstep.command.description;

import io.lockstep.command.Command;
import io.lockstep.command.KeySpec;
import io.lockstep.command.text.Numbers;
import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.List;

/** Where the keys of a request stand, and where those of a command do in general. */
final class KeyPositions {

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
      int first = spec.isCounted() ? spec.first() + 1 : spec.first();
      int last = spec.isCounted() ? lastCounted(spec, request) : spec.lastIn(request.count());
      if (last >= request.count() || last < first) {
        return List.of();
      }
      for (int i = first; i <= last; i += Math.max(1, spec.step())) {
        positions.add(new Position(i, spec));
      }
    }
    return positions;
  }

  private static int lastCounted(KeySpec spec, Request request) {
    int i = spec.first();
    long keys = Numbers.parse(request.bytes(), request.start(i), request.length(i));
    return keys < 0 ? -1 : i + (int) Math.min(keys, request.count());
  }

  /** First key, last key and step, as COMMAND INFO sums up the specs; zeros if it can't. */
  static int[] legacyRange(List<KeySpec> specs) {
    if (specs.isEmpty() || specs.getFirst().isCounted()) {
      return new int[] {0, 0, 0};
    }
    if (specs.getLast().isCounted()) {
      return legacyRange(specs.subList(0, specs.size() - 1));
    }
    if (!areContiguous(specs)) {
      return new int[] {0, 0, 0};
    }
    int step = specs.size() == 1 ? specs.getFirst().step() : 1;
    return new int[] {specs.getFirst().first(), specs.getLast().last(), step};
  }

  private static boolean areContiguous(List<KeySpec> specs) {
    for (int i = 1; i < specs.size(); i++) {
      if (specs.get(i - 1).last() + 1 != specs.get(i).first() || specs.get(i).step() != 1) {
        return false;
      }
    }
    return true;
  }
}
