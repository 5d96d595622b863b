package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.PeerServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random commands to two servers that start with nothing.
 *
 * @param grammar what the commands are drawn from
 * @param seed what is drawn; an even one has clients of RESP2, an odd one of RESP3
 * @param commands how many are drawn
 */
record RandomGame(String grammar, long seed, int commands) {

  private static final int MOST_AT_ONCE = 60;
  private static final int CLIENTS = 2;

  /** Small collections are so small that they come and go all the time. */
  private static final String[] LIMITS = {
    "list-max-listpack-size", "8",
    "hash-max-listpack-entries", "16",
    "hash-max-listpack-value", "20",
    "set-max-intset-entries", "16",
    "zset-max-listpack-entries", "16",
    "zset-max-listpack-value", "20",
    "stream-node-max-entries", "10",
    "hll-sparse-max-bytes", "300",
  };

  /** Makes a server fit to be compared with others. */
  static void prepare(PeerServer server) {
    server.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    for (int i = 0; i < LIMITS.length; i += 2) {
      assertThat(server.call("CONFIG", "SET", LIMITS[i], LIMITS[i + 1])).isEqualTo("OK");
    }
    // 7.0 has no packed sets, and does not know of them
    server.call("CONFIG", "SET", "set-max-listpack-entries", "0");
  }

  /** Every reply is the same, and so are the data in the end. */
  void play(PeerServer reference, PeerServer subject) {
    play(reference, subject, Optional::empty);
  }

  /** As {@link #play(PeerServer, PeerServer)}; the check finds no difference after each portion. */
  void play(PeerServer reference, PeerServer subject, Supplier<Optional<String>> check) {
    reference.call("FLUSHALL");
    subject.call("FLUSHALL");
    try (var duel = new Duel(reference, subject, seed % 2 == 0 ? 2 : 3)) {
      play(duel, check);
    }
    assertThat(digest(subject)).isEqualTo(digest(reference));
  }

  private void play(Duel duel, Supplier<Optional<String>> check) {
    var source = new RandomCommands(Grammar.named(grammar), new Random(seed));
    var random = new Random(seed);
    for (int left = commands; left > 0; ) {
      List<List<String>> portion = new ArrayList<>();
      for (int n = 1 + random.nextInt(Math.min(left, MOST_AT_ONCE)); n > 0; n--) {
        portion.add(source.next());
      }
      assertThat(duel.play(random.nextInt(CLIENTS), portion)).isEmpty();
      assertThat(check.get().map(difference -> duel.history() + difference)).isEmpty();
      left -= portion.size();
    }
  }

  /** What a server holds, as a word that is the same for the same data. */
  static String digest(PeerServer server) {
    return String.valueOf(server.call("DEBUG", "DIGEST"));
  }
}
