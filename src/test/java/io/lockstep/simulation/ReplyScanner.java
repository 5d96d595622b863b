package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a stream of RESP2 into replies; of each it gives the first line. */
final class ReplyScanner {

  private static final int UNFINISHED = -1;

  private byte[] bytes = new byte[0];

  /** The replies that are complete with these bytes. */
  List<String> feed(byte[] more, int length) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(more, 0, all, bytes.length, length);
    List<String> replies = new ArrayList<>();
    int start = 0;
    for (int end = end(all, 0); end != UNFINISHED; end = end(all, start)) {
      replies.add(new String(all, start, lineEnd(all, start) - start, ISO_8859_1));
      start = end;
    }
    bytes = Arrays.copyOfRange(all, start, all.length);
    return replies;
  }

  private static int end(byte[] all, int start) {
    int line = lineEnd(all, start);
    if (line == UNFINISHED) {
      return UNFINISHED;
    }
    int next = line + 2;
    return switch (all[start]) {
      case '+', '-', ':' -> next;
      case '$' -> endOfBulk(all, start, next);
      case '*' -> endOfArray(all, start, next);
      default -> throw new Violation("a reply begins with byte " + all[start]);
    };
  }

  private static int endOfBulk(byte[] all, int start, int next) {
    int length = number(all, start);
    int end = length < 0 ? next : next + length + 2;
    return end <= all.length ? end : UNFINISHED;
  }

  private static int endOfArray(byte[] all, int start, int next) {
    int end = next;
    for (int left = number(all, start); left > 0 && end != UNFINISHED; left--) {
      end = end(all, end);
    }
    return end;
  }

  private static int number(byte[] all, int start) {
    return Integer.parseInt(
        new String(all, start + 1, lineEnd(all, start) - start - 1, ISO_8859_1));
  }

  private static int lineEnd(byte[] all, int start) {
    for (int i = start; i + 1 < all.length; i++) {
      if (all[i] == '\r' && all[i + 1] == '\n') {
        return i;
      }
    }
    return UNFINISHED;
  }
}
