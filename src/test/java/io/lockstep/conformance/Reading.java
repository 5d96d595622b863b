package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the reply of a line is read: which differences do not count, and what becomes of it.
 *
 * @param marks the marks above the line
 * @param masked names whose values count as equal
 * @param dropped names that count as absent, with their values
 * @param keptAs the name under which later lines find the reply
 * @param sevenTwo the reply of servers from 7.2 on, where older ones give another
 */
record Reading(
    Set<Mark> marks,
    Set<String> masked,
    Set<String> dropped,
    @Nullable String keptAs,
    @Nullable String sevenTwo) {

  static Reading plain() {
    return new Reading(EnumSet.noneOf(Mark.class), new HashSet<>(), new HashSet<>(), null, null);
  }

  Reading keepingAs(String name) {
    return new Reading(marks, masked, dropped, name, sevenTwo);
  }

  Reading inSevenTwo(String reply) {
    return new Reading(marks, masked, dropped, keptAs, reply);
  }

  boolean is(Mark mark) {
    return marks.contains(mark);
  }

  /** The reply as text on one line, with what may differ made equal. */
  String comparable(byte[] reply) {
    var text = new String(reply, ISO_8859_1);
    if (text.startsWith(Performer.NO_REPLY) || text.isEmpty()) {
      return text;
    }
    if (is(Mark.TYPE)) {
      return text.substring(0, 1);
    }
    return isOfTheWhole() ? view(ReplyTree.of(reply)).toString() : escaped(text);
  }

  private String escaped(String text) {
    return Conformance.escaped(
        is(Mark.NORMALIZE_TTL) ? text.replaceAll(":[1-9]\\d*\r", ":N\r") : text);
  }

  private boolean isOfTheWhole() {
    return !masked.isEmpty()
        || !dropped.isEmpty()
        || is(Mark.UNORDERED)
        || is(Mark.PAIRS)
        || is(Mark.SHAPE)
        || is(Mark.CLOCK);
  }

  private ReplyTree view(ReplyTree reply) {
    var view = dropped.isEmpty() ? reply : reply.without(dropped);
    view = masked.isEmpty() ? view : view.masked(masked);
    view = is(Mark.CLOCK) ? view.withoutClock() : view;
    view = is(Mark.UNORDERED) ? view.unordered() : view;
    view = is(Mark.PAIRS) ? view.pairs() : view;
    return is(Mark.SHAPE) ? view.shape() : view;
  }
}
