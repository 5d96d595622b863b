package io.lockstep.command.text;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A pattern of KEYS, SCAN and the like, with the rules of Redis' {@code stringmatchlen}: {@code *},
 * {@code ?}, {@code [a-z]}, {@code [^a-z]} and a backslash. Matching takes at most pattern times
 * text steps: a failure goes back to the last star only, as an earlier one could not do better.
 */
public final class Glob {

  private final byte[] pattern;
  private final boolean matchesEverything;
  private byte[] key = new byte[64];
  private int at; // in the pattern, while matching

  public Glob(byte[] pattern) {
    this.pattern = pattern;
    this.matchesEverything = pattern.length == 1 && pattern[0] == '*';
  }

  /** Whether it is the star alone, which even the empty text matches. */
  boolean matchesEverything() {
    return matchesEverything;
  }

  /** Whether a record's key matches. */
  public boolean matchesKey(Records records, int record) {
    if (matchesEverything) {
      return true;
    }
    return matches(records.segment(record), records.keyOffset(record), records.keyLength(record));
  }

  /** Whether an element of a collection matches. */
  public boolean matches(Element element) {
    return matchesEverything || matches(element.segment(), element.offset(), element.length());
  }

  private boolean matches(MemorySegment segment, long offset, int length) {
    if (key.length < length) {
      key = new byte[length * 2];
    }
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, key, 0, length);
    return matches(key, 0, length);
  }

  /** Whether these bytes match. A pattern of several stars does not match nothing, as in Redis. */
  public boolean matches(byte[] text, int start, int length) {
    int end = start + length;
    int from = start;
    int afterStar = -1;
    int retryFrom = 0;
    at = 0;
    while (from < end || at < pattern.length) {
      if (from < end && at < pattern.length && pattern[at] == '*') {
        skipStars();
        if (at == pattern.length) {
          return true;
        }
        afterStar = at;
        retryFrom = from;
      } else if (from < end && at < pattern.length && matchesOne(text[from])) {
        from++;
        if (from == end) {
          skipStars();
        }
      } else if (afterStar >= 0 && ++retryFrom < end) {
        at = afterStar;
        from = retryFrom;
      } else {
        return false;
      }
    }
    return true;
  }

  private void skipStars() {
    while (at < pattern.length && pattern[at] == '*') {
      at++;
    }
  }

  /** Takes one element of the pattern, and tells whether the letter is what it asks for. */
  private boolean matchesOne(byte letter) {
    byte element = pattern[at++];
    if (element == '?') {
      return true;
    }
    if (element == '[') {
      return matchesClass(letter);
    }
    if (element == '\\' && at < pattern.length) {
      element = pattern[at++];
    }
    return element == letter;
  }

  private boolean matchesClass(byte letter) {
    boolean negated = next() == '^';
    if (negated) {
      at++;
    }
    boolean found = false;
    while (at < pattern.length && pattern[at] != ']') {
      found |= matchesMember(letter);
    }
    at = Math.min(at + 1, pattern.length);
    return found != negated;
  }

  /** Takes a letter, an escaped letter or a range. */
  private boolean matchesMember(byte letter) {
    byte first = pattern[at++];
    if (first == '\\' && at < pattern.length) {
      return pattern[at++] == letter;
    }
    if (next() == '-' && at + 1 < pattern.length) {
      byte last = pattern[at + 1];
      at += 2;
      return letter >= Math.min(first, last) && letter <= Math.max(first, last);
    }
    return first == letter;
  }

  private int next() {
    return at < pattern.length ? pattern[at] : 0;
  }
}
