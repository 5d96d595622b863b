package io.lockstep.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, quoted as in redis-cli: bare, in single quotes (where only the quote itself
 * is escaped), or in double quotes with {@code \n \r \t \b \a \\ \" \xHH}.
 */
final class Words {

  private final String line;
  private int at; // line[0, at) is read

  private Words(String line) {
    this.line = line;
  }

  static List<String> of(String line) {
    var words = new Words(line);
    var found = new ArrayList<String>();
    while (words.skipBlanks()) {
      found.add(words.next());
    }
    return found;
  }

  private boolean skipBlanks() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length();
  }

  private String next() {
    return switch (line.charAt(at)) {
      case '"' -> quoted('"');
      case '\'' -> quoted('\'');
      default -> bare();
    };
  }

  private String bare() {
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ') {
      at++;
    }
    return line.substring(start, at);
  }

  private String quoted(char quote) {
    var word = new StringBuilder();
    at++;
    while (line.charAt(at) != quote) {
      word.append(line.charAt(at) == '\\' ? escaped(quote) : line.charAt(at++));
    }
    at++;
    return word.toString();
  }

  private char escaped(char quote) {
    at++;
    return quote == '"' ? special(line.charAt(at++)) : line.charAt(at++);
  }

  private char special(char letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      case 'x' -> (char) Integer.parseInt(line.substring(at, at += 2), 16);
      default -> letter;
    };
  }
}
