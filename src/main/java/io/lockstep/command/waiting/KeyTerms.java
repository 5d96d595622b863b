package io.lockstep.command.waiting;

import io.lockstep.memory.RecordType;

/**
 * What a request waits for.
 *
 * @param type the type of value that ends the waiting
 * @param untilMs when it is answered all the same; 0 is never
 * @param firstKey the argument that is its first key
 * @param keyCount how many arguments are keys
 * @param wakesWhenGone whether it also ends when a key is deleted or gets another type
 */
public record KeyTerms(
    RecordType type, long untilMs, int firstKey, int keyCount, boolean wakesWhenGone) {

  /** Waits until one of these keys has a value of a type. */
  public static KeyTerms of(RecordType type, long untilMs, int firstKey, int keyCount) {
    return new KeyTerms(type, untilMs, firstKey, keyCount, false);
  }

  /** The same, ended as well by a key's end or another type, as XREADGROUP's waiting is. */
  public KeyTerms orGone() {
    return new KeyTerms(type, untilMs, firstKey, keyCount, true);
  }
}
