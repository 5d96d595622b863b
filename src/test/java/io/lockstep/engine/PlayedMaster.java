package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Objects;

/** The master that a lone engine has dialed last, as the test plays it. */
final class PlayedMaster {

  private static final int TURNS = 10; // more than any step here takes

  private final LoneEngine engine;
  private FarEnd end = new FarEnd();

  PlayedMaster(LoneEngine engine) {
    this.engine = engine;
  }

  private UpstreamDialer.Listener link() {
    return Objects.requireNonNull(engine.master);
  }

  /** Agrees on a full resync; returns what the replica has said up to then. */
  String agree(String replid) {
    engine.beat();
    end = new FarEnd();
    link().connected(end);
    say("+PONG\r\n");
    say("+OK\r\n+OK\r\n");
    String said = end.readAll();
    say("+FULLRESYNC " + replid + " 0\r\n");
    settle();
    return said;
  }

  /** Sends bytes, each a character. */
  void say(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    byte[] room = link().room(bytes.length);
    System.arraycopy(bytes, 0, room, 0, bytes.length);
    link().received(room, 0, bytes.length);
  }

  /** A snapshot, and its length before it. */
  static String counted(String payload) {
    return "$" + payload.length() + "\r\n" + payload;
  }

  /** What the replica has said since. */
  String heard() {
    return end.readAll();
  }

  /** Is gone, and the time for the next attempt is there. */
  void leave() {
    link().closed("gone");
    engine.pass(1_000);
  }

  /** Everything that is ready happens, and what comes of it. */
  void settle() {
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }
}
