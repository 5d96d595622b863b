package io.lockstep.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** An endless sequence of commands from a seed; one in twenty is spoilt in some way. */
final class RandomCommands {

  private static final int SPOILT_ONE_IN = 20;
  private static final List<String> JUNK = List.of("", "x", "1e3", "9999999999999999999");

  /**
   * What must not be spoilt: COMMAND GETKEYS, where 7.0 wants a word more than 7.2; ZRANK, which
   * takes one more in 7.2; SPOP, which without its count leaves the rest to chance; MEMORY, as
   * memory has other shapes; DEBUG, which may sleep; and what waits, as 7.0 takes a time that is
   * too long for a negative one.
   */
  private static final Set<String> FRAGILE =
      Set.of(
          "COMMAND",
          "ZRANK",
          "ZREVRANK",
          "SPOP",
          "MEMORY",
          "DEBUG",
          "BLPOP",
          "BRPOP",
          "BLMOVE",
          "BLMPOP",
          "BRPOPLPUSH",
          "BZPOPMIN",
          "BZPOPMAX",
          "BZMPOP");

  private final Grammar grammar;
  private final RandomGenerator random;

  RandomCommands(Grammar grammar, RandomGenerator random) {
    this.grammar = grammar;
    this.random = random;
  }

  List<String> next() {
    var words = grammar.phrase("command", random);
    boolean isSpoilt = random.nextInt(SPOILT_ONE_IN) == 0 && !isFragile(words);
    return isSpoilt ? spoilt(new ArrayList<>(words)) : words;
  }

  /**
   * Members of unequal scores have no order by their words, so those of one key stay equal; and a
   * pattern of SORT that loses its star leaves a set in the order of its table.
   */
  private static boolean isFragile(List<String> words) {
    return FRAGILE.contains(words.getFirst())
        || words.contains("BY")
        || words.stream().anyMatch(word -> word.startsWith("lex"));
  }

  private List<String> spoilt(List<String> words) {
    int i = random.nextInt(words.size());
    switch (random.nextInt(4)) {
      case 0 -> words.set(i, words.get(i).toLowerCase(Locale.ROOT));
      case 1 -> words.set(i, i == 0 ? words.get(0) : JUNK.get(random.nextInt(JUNK.size())));
      case 2 -> words.add(i, words.get(i));
      default -> words.remove(i);
    }
    return words.isEmpty() ? List.of("PING") : words;
  }
}
