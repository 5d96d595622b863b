package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A reply with its types as they came over the wire, and its views: what is left of it when order,
 * chance or time may not count.
 *
 * @param type the first byte
 * @param text what a leaf says; of an aggregate, its count
 * @param parts what an aggregate holds, in its order, names and values of a map in turn
 */
record ReplyTree(char type, String text, List<ReplyTree> parts) {

  private static final String TIME_OF_DAY = "\\d{13}(-\\d+)?";

  static ReplyTree of(byte[] reply) {
    return new Reader(new String(reply, ISO_8859_1)).next();
  }

  private static ReplyTree leaf(char type, String text) {
    return new ReplyTree(type, text, List.of());
  }

  private static ReplyTree list(List<ReplyTree> parts) {
    return new ReplyTree('*', "", parts);
  }

  /** The parts of every aggregate in an order of their own; a map's pairs stay together. */
  ReplyTree unordered() {
    var view = each(ReplyTree::unordered);
    return type == '%' ? view.inTwos().ordered() : view.ordered();
  }

  /** As {@link #unordered}, with the members of flat lists taken two by two. */
  ReplyTree pairs() {
    return isFlat() || type == '%' ? inTwos().ordered() : each(ReplyTree::pairs);
  }

  /** The types and counts alone. */
  ReplyTree shape() {
    return parts.isEmpty() ? leaf(type, "") : each(ReplyTree::shape);
  }

  /** Times of day in milliseconds, alone or in stream ids, count as equal. */
  ReplyTree withoutClock() {
    return parts.isEmpty()
        ? leaf(type, text.matches(TIME_OF_DAY) ? "now" : text)
        : each(ReplyTree::withoutClock);
  }

  /**
   * What follows one of the names counts as equal wherever it stands; {@code #N} names a place in
   * flat lists.
   */
  ReplyTree masked(Set<String> names) {
    return each(part -> part.masked(names)).withParts((tree, i) -> tree.maskedAt(i, names));
  }

  private ReplyTree maskedAt(int i, Set<String> names) {
    boolean isMasked = (i > 0 && isNamed(i - 1, names)) || (isFlat() && names.contains("#" + i));
    return isMasked ? leaf('?', "") : parts.get(i);
  }

  /** Less the names and what follows each. */
  ReplyTree without(Set<String> names) {
    var left =
        IntStream.range(0, parts.size())
            .filter(i -> !isNamed(i, names) && !(i > 0 && isNamed(i - 1, names)))
            .mapToObj(i -> parts.get(i).without(names))
            .toList();
    return parts.isEmpty() ? this : new ReplyTree(type, "", left);
  }

  private boolean isNamed(int i, Set<String> names) {
    return parts.get(i).parts.isEmpty() && names.contains(parts.get(i).text);
  }

  private boolean isFlat() {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part.parts.isEmpty());
  }

  private ReplyTree each(UnaryOperator<ReplyTree> view) {
    return new ReplyTree(type, text, parts.stream().map(view).toList());
  }

  private ReplyTree withParts(PartOf part) {
    var changed = IntStream.range(0, parts.size()).mapToObj(i -> part.at(this, i)).toList();
    return new ReplyTree(type, text, changed);
  }

  private ReplyTree inTwos() {
    var twos = new ArrayList<ReplyTree>();
    for (int i = 0; i < parts.size(); i += 2) {
      twos.add(list(parts.subList(i, Math.min(i + 2, parts.size()))));
    }
    return new ReplyTree(type, text, twos);
  }

  private ReplyTree ordered() {
    var ordered = parts.stream().sorted(Comparator.comparing(ReplyTree::toString)).toList();
    return new ReplyTree(type, text, ordered);
  }

  @Override
  public String toString() {
    return parts.isEmpty() ? type + Conformance.escaped(text) : type + parts.toString();
  }

  private interface PartOf {
    ReplyTree at(ReplyTree tree, int i);
  }

  /** Finds the trees in a text. */
  private static final class Reader {
    private final String reply;
    private int at; // reply[0, at) is read

    Reader(String reply) {
      this.reply = reply;
    }

    ReplyTree next() {
      char type = reply.charAt(at);
      var line = line();
      return switch (type) {
        case '$', '=', '!' -> leaf(type, body(line));
        case '*', '~', '>' -> aggregate(type, line, 1);
        case '%' -> aggregate(type, line, 2);
        default -> leaf(type, line);
      };
    }

    private String line() {
      int end = reply.indexOf("\r\n", at);
      var line = reply.substring(at + 1, end);
      at = end + 2;
      return line;
    }

    private String body(String length) {
      if (length.equals("-1")) {
        return "(none)";
      }
      int end = at + Integer.parseInt(length);
      var body = reply.substring(at, end);
      at = end + 2;
      return body;
    }

    private ReplyTree aggregate(char type, String count, int each) {
      var parts = new ArrayList<ReplyTree>();
      for (int left = each * Integer.parseInt(count); left > 0; left--) {
        parts.add(next());
      }
      return new ReplyTree(type, count, parts);
    }
  }
}
