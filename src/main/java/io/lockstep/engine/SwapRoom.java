package io.lockstep.engine;

/**
 * Whether the data may stay while a master's snapshot is loaded beside it.
 *
 * @param ownBytes what the data takes
 * @param comingBytes what the snapshot will take, as far as that is known; 0 or less if it is not
 * @param limitBytes what both may take together; 0 or less if nobody knows
 */
record SwapRoom(long ownBytes, long comingBytes, long limitBytes) {

  /** What becomes of the data. */
  enum Verdict {
    /** It stays until the snapshot is whole. */
    BESIDE("both fit, so the data stays until the snapshot is whole"),

    /** It stays, as nobody can tell whether there is room. */
    UNKNOWN("too little is known of it, so the data stays until the snapshot is whole"),

    /** It would have to make room, but may be the last good copy. */
    PROTECTED("both do not fit, but the data may be the last good copy, and stays"),

    /** It makes room. */
    FLUSH_FIRST("both do not fit, so the data is flushed first");

    private final String sentence;

    Verdict(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  /**
   * The verdict.
   *
   * @param isProtected whether the data may be the last good copy
   */
  Verdict verdict(boolean isProtected) {
    if (ownBytes <= 0) {
      return Verdict.BESIDE; // there is nothing to make room with
    }
    if (comingBytes <= 0 || limitBytes <= 0) {
      return Verdict.UNKNOWN;
    }
    if (comingBytes <= limitBytes - ownBytes) { // as a difference it can't overflow
      return Verdict.BESIDE;
    }
    return isProtected ? Verdict.PROTECTED : Verdict.FLUSH_FIRST;
  }
}
