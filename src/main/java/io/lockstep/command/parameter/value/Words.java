package io.lockstep.command.parameter.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line into words by Redis' quoting rules, and quotes a word so that it splits back. */
public final class Words {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private int at; // 0 <= at <= line.length()

  private Words(String line) {
    this.line = line;
  }

  /** The words of a line; empty when a quote is not closed, or closed inside a word. */
  public static Optional<List<String>> of(String line) {
    return new Words(line).split();
  }

  private Optional<List<String>> split() {
    skipBlanks();
    while (at < line.length()) {
      if (!word()) {
        return Optional.empty();
      }
      skipBlanks();
    }
    return Optional.of(List.copyOf(words));
  }

  private void skipBlanks() {
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
  }

  private boolean word() {
    var word = new StringBuilder();
    boolean isSound = true;
    while (isSound && at < line.length() && !isBlank(line.charAt(at))) {
      char c = line.charAt(at++);
      switch (c) {
        case '"', '\'' -> isSound = quotedPart(c, word);
        default -> word.append(c);
      }
    }
    words.add(word.toString());
    return isSound;
  }

  private boolean quotedPart(char quote, StringBuilder word) {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return at == line.length() || isBlank(line.charAt(at));
      }
      word.append(c == '\\' ? escaped(quote) : c);
    }
    return false;
  }

  private char escaped(char quote) {
    if (quote == '\'') {
      return at < line.length() && line.charAt(at) == '\'' ? line.charAt(at++) : '\\';
    }
    if (at == line.length()) {
      return '\\';
    }
    return isHexEscape() ? hexEscape() : control(line.charAt(at++));
  }

  private boolean isHexEscape() {
    return line.charAt(at) == 'x'
        && at + 2 < line.length()
        && Character.digit(line.charAt(at + 1), 16) >= 0
        && Character.digit(line.charAt(at + 2), 16) >= 0;
  }

  private char hexEscape() {
    int start = at + 1;
    at += 3;
    return (char) Integer.parseInt(line, start, at, 16);
  }

  private static char control(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> letter;
    };
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The word in double quotes, everything but printable ASCII escaped. */
  public static String quoted(String word) {
    var text = new StringBuilder("\"");
    word.chars().forEach(c -> text.append(escape((char) c)));
    return text.append('"').toString();
  }

  private static String escape(char c) {
    return switch (c) {
      case '\\', '"' -> "\\" + c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case 7 -> "\\a";
      default -> c >= ' ' && c <= '~' ? String.valueOf(c) : "\\x%02x".formatted((int) c);
    };
  }
}
