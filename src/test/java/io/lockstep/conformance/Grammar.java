package io.lockstep.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A language of commands, read from a text file: a rule is a name with a colon, and below it, one a
 * line and indented, its alternatives. {@code <name>} stands for a rule, {@code <from..to>} for a
 * number, a dot for no word at all.
 */
record Grammar(Map<String, List<List<String>>> rules) {

  private static final Pattern REFERENCE = Pattern.compile("<([^<>]+)>");

  /** Reads a grammar from the class path, under {@code /conformance}. */
  static Grammar named(String name) {
    try (var in = Grammar.class.getResourceAsStream("/conformance/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no grammar named " + name);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Grammar parse(String text) {
    var rules = new HashMap<String, List<List<String>>>();
    List<List<String>> rule = new ArrayList<>();
    for (var line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      if (line.startsWith(" ")) {
        rule.add(line.strip().equals(".") ? List.of() : Words.of(line.strip()));
      } else {
        rule = new ArrayList<>();
        rules.put(line.substring(0, line.indexOf(':')), rule);
      }
    }
    return new Grammar(rules);
  }

  /** The words of a phrase that a rule allows. */
  List<String> phrase(String rule, RandomGenerator random) {
    var alternatives = rules.get(rule);
    if (alternatives == null) {
      throw new IllegalArgumentException("no rule named " + rule);
    }
    var words = new ArrayList<String>();
    for (var word : alternatives.get(random.nextInt(alternatives.size()))) {
      words.addAll(expanded(word, random));
    }
    return words;
  }

  private List<String> expanded(String word, RandomGenerator random) {
    var whole = REFERENCE.matcher(word);
    if (whole.matches() && !whole.group(1).contains("..")) {
      return phrase(whole.group(1), random);
    }
    return List.of(REFERENCE.matcher(word).replaceAll(found -> inner(found, random)));
  }

  private String inner(MatchResult found, RandomGenerator random) {
    var bounds = found.group(1).split("\\.\\.", -1);
    return bounds.length == 2
        ? Long.toString(random.nextLong(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]) + 1))
        : String.join(" ", phrase(found.group(1), random));
  }
}
