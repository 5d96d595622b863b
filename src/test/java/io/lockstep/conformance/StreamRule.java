package io.lockstep.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What may differ between two streams that say the same, each for a reason of its own. */
enum StreamRule {

  /**
   * SPOP with a count: 7.0 removes each member by a command of its own, in a transaction; 7.2 up to
   * 1024 by one.
   */
  MEMBERS_ARE_REMOVED_TOGETHER {
    @Override
    List<Effect> view(List<Effect> effects) {
      var together = new ArrayList<Effect>();
      for (var effect : effects) {
        if (!together.isEmpty() && areOfOneSet(together.getLast(), effect)) {
          var former = together.removeLast();
          together.add(former.withTail(former.words().size(), effect.words().stream().skip(2)));
        } else {
          together.add(effect);
        }
      }
      return isNeedless(together) ? together.subList(1, 2) : together;
    }
  },

  /** Tables have orders of their own, so SPOP has. */
  MEMBERS_ARE_REMOVED_IN_ANY_ORDER {
    @Override
    List<Effect> view(List<Effect> effects) {
      return each("SREM", effects, e -> e.withTail(2, e.words().stream().skip(2).sorted()));
    }
  },

  /** BLMOVE that has waited: 7.0 names the ends in words of its own, 7.2 in the client's. */
  ENDS_OF_LISTS_HAVE_TWO_SPELLINGS {
    @Override
    List<Effect> view(List<Effect> effects) {
      return each(
          "LMOVE",
          effects,
          e -> e.withTail(3, e.words().stream().skip(3).map(w -> w.toLowerCase(Locale.ROOT))));
    }
  },

  /** Dumps of each version have a form of their own. */
  DUMPS_BEAR_THEIR_VERSION {
    @Override
    List<Effect> view(List<Effect> effects) {
      return each(
          "RESTORE",
          effects,
          e -> e.withTail(3, Stream.concat(Stream.of("dump"), e.words().stream().skip(4))));
    }
  },

  /** SPOP takes the members that it likes. */
  MEMBERS_ARE_CHOSEN_BY_CHANCE {
    @Override
    List<Effect> view(List<Effect> effects) {
      return each("SREM", effects, e -> e.withTail(2, e.words().stream().skip(2).map(_ -> "any")));
    }
  },

  /** SCAN and KEYS find keys in the order of their table, and so those that have run out. */
  KEYS_RUN_OUT_AS_THEY_ARE_FOUND {
    @Override
    List<Effect> view(List<Effect> effects) {
      return effects.stream().sorted(Comparator.comparing(Effect::toString)).toList();
    }
  };

  /** The rules for commands that leave nothing to chance. */
  static final List<StreamRule> ALWAYS =
      List.of(
          MEMBERS_ARE_REMOVED_TOGETHER,
          MEMBERS_ARE_REMOVED_IN_ANY_ORDER,
          ENDS_OF_LISTS_HAVE_TWO_SPELLINGS,
          DUMPS_BEAR_THEIR_VERSION);

  /** The effects with what may differ made equal. */
  abstract List<Effect> view(List<Effect> effects);

  private static List<Effect> each(String name, List<Effect> all, UnaryOperator<Effect> view) {
    return all.stream().map(effect -> effect.is(name) ? view.apply(effect) : effect).toList();
  }

  private static boolean areOfOneSet(Effect one, Effect other) {
    return one.is("SREM")
        && other.is("SREM")
        && one.database() == other.database()
        && one.words().get(1).equals(other.words().get(1));
  }

  private static boolean isNeedless(List<Effect> effects) {
    return effects.size() == 3 && effects.get(0).is("MULTI") && effects.get(1).is("SREM");
  }
}
