package io.lockstep.command.parameter;

import java.util.regex.Pattern;

/** A glob over parameter names, as CONFIG GET takes it. */
final class NamePattern {
  private final Pattern pattern;

  NamePattern(String glob) {
    this.pattern = Pattern.compile(regex(glob), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** Whether a text has any of the characters that make it more than a name. */
  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  private static String regex(String glob) {
    var regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      at = translate(glob, at, regex);
    }
    return regex.toString();
  }

  private static int translate(String glob, int at, StringBuilder regex) {
    char c = glob.charAt(at);
    return switch (c) {
      case '*' -> append(regex, ".*", at);
      case '?' -> append(regex, ".", at);
      case '[' -> characterClass(glob, at + 1, regex);
      case '\\' -> literal(glob, Math.min(at + 1, glob.length() - 1), regex);
      default -> literal(glob, at, regex);
    };
  }

  private static int append(StringBuilder regex, String part, int at) {
    regex.append(part);
    return at + 1;
  }

  private static int literal(String glob, int at, StringBuilder regex) {
    return append(regex, escaped(glob.charAt(at)), at);
  }

  /** A class without its closing bracket ends with the pattern, as in Redis. */
  private static int characterClass(String glob, int start, StringBuilder regex) {
    int at = start;
    regex.append('[');
    if (at < glob.length() && glob.charAt(at) == '^') {
      regex.append('^');
      at++;
    }
    int bodyStart = regex.length();
    while (at < glob.length() && glob.charAt(at) != ']') {
      at = member(glob, at, regex);
    }
    if (regex.length() == bodyStart) {
      regex.append("\\x{10FFFF}");
    }
    regex.append(']');
    return at + 1;
  }

  private static int member(String glob, int start, StringBuilder regex) {
    int at = glob.charAt(start) == '\\' && start + 1 < glob.length() ? start + 1 : start;
    char first = glob.charAt(at);
    if (at == start && at + 2 < glob.length() && glob.charAt(at + 1) == '-') {
      char last = glob.charAt(at + 2);
      regex.append(escaped((char) Math.min(first, last)));
      regex.append('-').append(escaped((char) Math.max(first, last)));
      return at + 3;
    }
    regex.append(escaped(first));
    return at + 1;
  }

  private static String escaped(char c) {
    return "\\x{%x}".formatted((int) c);
  }
}
