package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.RedisConnection;
import java.util.List;
import java.util.Map;

/**
 * One command of a script.
 *
 * @param number the line in its file, from 1
 * @param text the line as it stands there
 * @param client which of the script's connections sends it
 * @param words the command, unless raw bytes are sent; each char is one byte
 * @param raw the raw bytes; none are sent where only a reply is awaited
 * @param reading how its reply is read
 */
record Line(int number, String text, int client, List<String> words, String raw, Reading reading) {

  /** What is sent, when earlier replies have these names. */
  byte[] bytes(Map<String, String> kept) {
    return words.isEmpty()
        ? raw.getBytes(ISO_8859_1)
        : RedisConnection.encode(
            words.stream().map(word -> filled(word, kept)).toArray(String[]::new));
  }

  private static String filled(String word, Map<String, String> kept) {
    var filled = word;
    for (var entry : kept.entrySet()) {
      filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
    }
    return filled;
  }

  boolean is(Mark mark) {
    return reading.is(mark);
  }
}
