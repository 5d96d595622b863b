package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/**
 * One command of a script.
 *
 * @param number the line in its file, from 1
 * @param text the line as it stands there
 * @param client which of the script's connections sends it
 * @param sent what is sent; each char is one byte
 * @param marks how its reply is read
 */
record Line(int number, String text, int client, String sent, Set<Mark> marks) {

  byte[] bytes() {
    return sent.getBytes(ISO_8859_1);
  }

  boolean is(Mark mark) {
    return marks.contains(mark);
  }
}
