package io.lockstep.command.description;

import io.lockstep.command.Command;
import io.lockstep.command.KeySpec;
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

  /** The keys of a request of {@code count} arguments; none if a spec does not fit it. */
  static List<Position> in(Command command, int count) {
    List<Position> positions = new ArrayList<>();
    for (KeySpec spec : command.keys()) {
      if (spec.lastIn(count) >= count) {
        return List.of();
      }
      for (int i = spec.first(); i <= spec.lastIn(count); i += spec.step()) {
        positions.add(new Position(i, spec));
      }
    }
    return positions;
  }

  /** First key, last key and step, as COMMAND INFO sums up the specs; zeros if it can't. */
  static int[] legacyRange(List<KeySpec> specs) {
    if (specs.isEmpty() || !areContiguous(specs)) {
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
