package io.lockstep.command;

/**
 * Where a command's keys stand and what it does to them.
 *
 * @param flags the key's flags as {@code COMMAND INFO} names them, such as {@code "RO ACCESS"}
 * @param first the argument index of the first key
 * @param last the last key's index; negative counts from the end, −1 being the last argument
 * @param step the distance between two keys; 0 if their number is an argument
 */
public record KeySpec(String flags, int first, int last, int step) {

  private static final int COUNTED = 0;

  /** One key at an index. */
  public static KeySpec key(String flags, int index) {
    return new KeySpec(flags, index, index, 1);
  }

  /** Every argument from an index on, or every step-th. */
  public static KeySpec keys(String flags, int first, int last, int step) {
    return new KeySpec(flags, first, last, step);
  }

  /** Keys behind an argument that says how many they are. */
  public static KeySpec counted(String flags, int index) {
    return new KeySpec(flags, index, index, COUNTED);
  }

  /** Whether the argument at {@link #first} says how many keys follow it. */
  public boolean isCounted() {
    return step == COUNTED;
  }

  /** The last key's index in a request of {@code count} arguments. */
  public int lastIn(int count) {
    return last >= 0 ? last : count + last;
  }
}
