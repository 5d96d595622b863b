package io.lockstep.command;

/**
 * Where a command's keys stand and what it does to them (Redis' key specifications).
 *
 * @param flags the key's flags as {@code COMMAND INFO} names them, such as {@code "RO ACCESS"}
 * @param search where to begin
 * @param find which arguments from there on are keys
 */
public record KeySpec(String flags, Search search, Find find) {

  /** Where the search for keys begins. */
  public sealed interface Search {}

  /** At an argument. */
  public record Index(int index) implements Search {}

  /**
   * Behind a word.
   *
   * @param from the argument from which on the word is looked for; negative: backwards from the end
   */
  public record Keyword(String word, int from) implements Search {}

  /** Which arguments are keys, counted from where the search begins. */
  public sealed interface Find {}

  /**
   * A range.
   *
   * @param last the last key; negative counts from the request's end, −1 being its last argument
   * @param step the distance between two keys
   * @param limit of the arguments up to the end only the first 1/limit are keys; 0 for all
   */
  public record Range(int last, int step, int limit) implements Find {}

  /**
   * As many as an argument says.
   *
   * @param number the argument with their number
   * @param first the first key
   */
  public record Counted(int number, int first, int step) implements Find {}

  /** No place that could be told without a look at the whole request. */
  public record Unknown() implements Search, Find {}

  /** One key at an index. */
  public static KeySpec key(String flags, int index) {
    return new KeySpec(flags, new Index(index), new Range(0, 1, 0));
  }

  /** Every argument from an index on to another one, or every step-th. */
  public static KeySpec keys(String flags, int first, int last, int step) {
    return new KeySpec(flags, new Index(first), new Range(last < 0 ? last : last - first, step, 0));
  }

  /** As many keys as the argument at an index says, right behind it. */
  public static KeySpec counted(String flags, int index) {
    return new KeySpec(flags, new Index(index), new Counted(0, 1, 1));
  }

  /** The keys behind a word that is looked for from an argument on. */
  public static KeySpec behind(String flags, String word, int from, Range range) {
    return new KeySpec(flags, new Keyword(word, from), range);
  }

  /** A key of which COMMAND INFO cannot tell where it is. */
  public static KeySpec unknown(String flags) {
    return new KeySpec(flags, new Unknown(), new Unknown());
  }
}
