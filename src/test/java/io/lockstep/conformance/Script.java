package io.lockstep.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text file of commands, one per line, quoted as {@link Words} describes. {@code #} starts a
 * comment line. Lines that start with {@code @} direct what follows:
 *
 * <ul>
 *   <li>{@code @client N} – the lines below are sent on connection N; the file starts on 0.
 *   <li>{@code @raw "bytes"} – these very bytes are sent.
 *   <li>{@code @await} – nothing is sent, the reply to an earlier line is read.
 *   <li>any {@link Mark}, such as {@code @normalize-ttl} – for the next line only; several add up.
 *   <li>{@code @mask name #2 …} – for the next line: the values that follow these names, or stand
 *       at these places in flat lists, count as equal; {@code @drop name …} – they count as absent.
 *   <li>{@code @keep name} – the next line's reply takes the place of {@code {name}} in later
 *       words.
 *   <li>{@code @seven-two "reply"} – a server from 7.2 on answers the next line with these bytes.
 *   <li>{@code @repeat N} – the next line is sent N times, <code>{n}</code> in it being 1, 2, … N.
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
    private Reading reading = Reading.plain();
    private int times = 1;
    private int client;
    private int number;

    void accept(String text) {
      number++;
      if (text.startsWith("@")) {
        direct(text);
      } else if (!text.isEmpty() && !text.startsWith("#")) {
        repeat(text);
      }
    }

    private void direct(String text) {
      var words = Words.of(text);
      var rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "@client" -> client = Integer.parseInt(words.get(1));
        case "@raw" -> add(text, List.of(), words.get(1));
        case "@await" -> add(text, List.of(), "");
        case "@mask" -> reading.masked().addAll(rest);
        case "@drop" -> reading.dropped().addAll(rest);
        case "@keep" -> reading = reading.keepingAs(words.get(1));
        case "@seven-two" -> reading = reading.inSevenTwo(words.get(1));
        case "@repeat" -> times = Integer.parseInt(words.get(1));
        default -> reading.marks().add(mark(text));
      }
    }

    private Mark mark(String text) {
      return Arrays.stream(Mark.values())
          .filter(mark -> mark.directive().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(number + ": no directive " + text));
    }

    private void repeat(String text) {
      var words = Words.of(text);
      var asked = reading;
      for (int n = 1, last = times; n <= last; n++) {
        var nth = Integer.toString(n);
        reading = asked;
        add(text, words.stream().map(word -> word.replace("{n}", nth)).toList(), "");
      }
    }

    private void add(String text, List<String> words, String raw) {
      lines.add(new Line(number, text, client, words, raw, reading));
      reading = Reading.plain();
      times = 1;
    }
  }
}
