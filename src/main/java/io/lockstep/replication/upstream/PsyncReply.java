package io.lockstep.replication.upstream;

import io.lockstep.replication.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a master says to PSYNC (Redis: slaveTryPartialResynchronization). */
public sealed interface PsyncReply {

  /** An empty line: the master is still at it. */
  record KeepAlive() implements PsyncReply {}

  /**
   * A snapshot follows; it has everything up to {@code snapshot}, if the master said where that is.
   */
  record FullResync(@Nullable Checkpoint snapshot) implements PsyncReply {}

  /** The stream follows, in the same history unless the master names another. */
  record Continue(@Nullable String replid) implements PsyncReply {}

  /** The master cannot now; the reason is its own. */
  record TryLater(String reason) implements PsyncReply {}

  /** The peer does not know PSYNC. */
  record NotSupported(String answer) implements PsyncReply {}

  /** Errors that pass by themselves or by an operator's hand; asking for SYNC would not help. */
  List<String> TRANSIENT =
      List.of("-NOMASTERLINK", "-LOADING", "-MASTERDOWN", "-BUSY", "-NOAUTH", "-NOPERM");

  static PsyncReply parse(String line) {
    if (line.isEmpty()) {
      return new KeepAlive();
    }
    if (startsWithWord(line, "+FULLRESYNC")) {
      return new FullResync(snapshot(line.split(" ")));
    }
    if (startsWithWord(line, "+CONTINUE")) {
      return new Continue(continued(line.substring("+CONTINUE".length()).strip()));
    }
    return isTransient(line) ? new TryLater(line) : new NotSupported(line);
  }

  static boolean isTransient(String line) {
    return TRANSIENT.stream().anyMatch(line::startsWith);
  }

  private static boolean startsWithWord(String line, String word) {
    return line.equals(word) || line.startsWith(word + " ");
  }

  /** A malformed place leaves the snapshot unplaced, so that nobody continues from it. */
  private static @Nullable Checkpoint snapshot(String[] words) {
    boolean isWhole = words.length == 3 && History.isReplid(words[1]) && isOffset(words[2]);
    return isWhole ? new Checkpoint(words[1], Long.parseLong(words[2])) : null;
  }

  private static boolean isOffset(String text) {
    return text.matches("[0-9]{1,18}");
  }

  private static @Nullable String continued(String replid) {
    return History.isReplid(replid) ? replid : null;
  }
}
