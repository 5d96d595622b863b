package io.lockstep.command.parameter.file;

import io.lockstep.command.parameter.value.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns options into the configuration text that means the same. */
final class CommandLineReader {
  private final String[] words;
  private final StringBuilder options = new StringBuilder();
  private boolean readsStandardInput;
  private boolean isOptionComplete = true;
  private int at; // 0 <= at <= words.length

  CommandLineReader(String[] words) {
    this.words = words;
  }

  CommandLine read() {
    if (isSentinelAsked()) {
      return new CommandLine.Refused("Lockstep does not support sentinel mode");
    }
    var file = configFile();
    for (; at < words.length; at++) {
      readWord(words[at]);
    }
    return new CommandLine.Start(file, readsStandardInput, options.toString());
  }

  private boolean isSentinelAsked() {
    for (var word : words) {
      if (word.equalsIgnoreCase("--sentinel")) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> configFile() {
    if (words[0].startsWith("-")) {
      return Optional.empty();
    }
    at = 1;
    return Optional.of(words[0]);
  }

  private void readWord(String word) {
    if (word.equals("-") && (at == 0 || at == words.length - 1)) {
      readsStandardInput = true;
    } else if (isOptionComplete && word.startsWith("--")) {
      readName(word);
    } else {
      options.append(Words.quoted(bytewise(word))).append(' ');
      isOptionComplete = true;
    }
  }

  /** The JVM has decoded the words; configuration text has a character per byte. */
  private static String bytewise(String word) {
    return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A name that lacks its value takes the next word as such, whatever that looks like. */
  private void readName(String word) {
    if (!options.isEmpty()) {
      options.append('\n');
    }
    options.append(bytewise(word.substring(2))).append(' ');
    isOptionComplete = Words.of(word).map(List::size).orElse(0) != 1;
    if (!isOptionComplete && word.toLowerCase(Locale.ROOT).equals("--save") && !hasValueNext()) {
      options.append("\"\"");
      isOptionComplete = true;
    }
  }

  private boolean hasValueNext() {
    return at + 1 < words.length && !words[at + 1].startsWith("--");
  }
}
