package io.lockstep.memory;

/** How the value of a collection is kept. */
public enum ValueForm {
  /** All of it in the record, as a {@link PackedList}. */
  PACKED(0),
  /** All of it in the record, as numbers of one width in ascending order. */
  NUMBERS(1),
  /** The record holds the root of tables or trees in blocks of their own. */
  LINKED(2);

  private static final ValueForm[] BY_CODE = {PACKED, NUMBERS, LINKED, PACKED};

  /** A packed hash whose list has times of expiry, too, see {@link Records#isTimed}. */
  static final int TIMED = 3;

  private final int code;

  ValueForm(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ValueForm ofCode(int code) {
    return BY_CODE[code];
  }
}
