package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A text file of commands, one per line, quoted as {@link Words} describes. {@code #} starts a
 * comment line. Lines that start with {@code @} direct what follows:
 *
 * <ul>
 *   <li>{@code @client N} – the lines below are sent on connection N; the file starts on 0.
 *   <li>{@code @raw "bytes"} – these very bytes are sent.
 *   <li>any {@link Mark}, such as {@code @normalize-ttl} – for the next line only; several add up.
 * </ul>
 */
record Script(String name, List<Line> lines) {

  /** Reads a script from the class path, under {@code /conformance}. */
  static Script named(String name) {
    try (var in = Script.class.getResourceAsStream("/conformance/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no script named " + name);
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script parse(String name, String text) {
    var reader = new Reader();
    text.lines().map(String::strip).forEach(reader::accept);
    return new Script(name, List.copyOf(reader.lines));
  }

  /** Holds what the directives above a line said. */
  private static final class Reader {
    private final List<Line> lines = new ArrayList<>();
    private Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private int client;
    private int number;

    void accept(String text) {
      number++;
      if (text.startsWith("@")) {
        direct(text);
      } else if (!text.isEmpty() && !text.startsWith("#")) {
        add(text, encoded(text));
      }
    }

    private void direct(String text) {
      var words = Words.of(text);
      switch (words.getFirst()) {
        case "@client" -> client = Integer.parseInt(words.get(1));
        case "@raw" -> add(text, words.get(1));
        default -> marks.add(mark(text));
      }
    }

    private static String encoded(String text) {
      var words = Words.of(text).toArray(String[]::new);
      return new String(RedisConnection.encode(words), ISO_8859_1);
    }

    private Mark mark(String text) {
      return Arrays.stream(Mark.values())
          .filter(mark -> mark.directive().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(number + ": no directive " + text));
    }

    private void add(String text, String sent) {
      lines.add(new Line(number, text, client, sent, marks));
      marks = EnumSet.noneOf(Mark.class);
    }
  }
}
