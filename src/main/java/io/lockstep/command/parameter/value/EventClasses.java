package io.lockstep.command.parameter.value;

/** The classes of keyspace events that are published, a bit for each letter of {@link #LETTERS}. */
public record EventClasses(int bits) {
  /** The letter of each class, in the order in which Redis answers them. */
  static final String LETTERS = "g$lshzxetdnKEm";

  /** The letters that {@code A} stands for come first. */
  private static final int ALL = (1 << LETTERS.indexOf('n')) - 1;

  /** Redis does not answer {@code n} beside {@code A} either. */
  private static final int HIDDEN_BY_ALL = ALL | 1 << LETTERS.indexOf('n');

  /** No class at all. */
  public static final EventClasses NONE = new EventClasses(0);

  /**
   * The classes of some letters, of which {@code A} stands for many; -1 bits for a wrong letter.
   */
  static EventClasses of(String letters) {
    int bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      bits |= bitsOf(letters.charAt(i));
    }
    return new EventClasses(bits);
  }

  private static int bitsOf(char letter) {
    return letter == 'A' ? ALL : bit(letter);
  }

  /** The bit of a letter, K and E included; -1 if there is no such class. */
  public static int bit(char letter) {
    int at = LETTERS.indexOf(letter);
    return at < 0 ? -1 : 1 << at;
  }

  /** Whether the class of a letter is published. */
  public boolean has(char letter) {
    return (bits & bit(letter)) != 0;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    boolean isAll = (bits & ALL) == ALL;
    if (isAll) {
      text.append('A');
    }
    for (int i = 0; i < LETTERS.length(); i++) {
      int bit = 1 << i;
      if ((bits & bit) != 0 && !(isAll && (bit & HIDDEN_BY_ALL) != 0)) {
        text.append(LETTERS.charAt(i));
      }
    }
    return text.toString();
  }
}
