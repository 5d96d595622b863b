package io.lockstep.command.parameter.file;

import io.lockstep.command.parameter.value.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a configuration, without the blanks around it.
 *
 * @param number from 1
 */
public record ConfigLine(int number, String text) {

  /** The lines of a text. */
  static List<ConfigLine> of(String text) {
    var lines = new ArrayList<ConfigLine>();
    for (var line : text.split("\n", -1)) {
      lines.add(new ConfigLine(lines.size() + 1, trimmed(line)));
    }
    return lines;
  }

  private static String trimmed(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && isTrimmed(line.charAt(start))) {
      start++;
    }
    while (end > start && isTrimmed(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isTrimmed(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** Whether it says nothing. */
  boolean isBlankOrComment() {
    return text.isEmpty() || text.startsWith("#");
  }

  /** Its words; empty when its quotes do not match. */
  Optional<List<String>> words() {
    return Words.of(text);
  }
}
