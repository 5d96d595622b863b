package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * A replica of nobody's make: it asks for the data in one way or another, and then reads nothing,
 * or all, or leaves in the middle; it never acknowledges.
 */
final class Stranger implements Party, WireEnd.Receiver {

  private static final List<String> MANNERS =
      List.of(
          "REPLCONF capa eof capa psync2\r\nPSYNC ? -1\r\n",
          "REPLCONF listening-port 7000\r\nPSYNC ? -1\r\n",
          "REPLCONF rdb-only 1\r\nREPLCONF capa eof\r\nPSYNC ? -1\r\n",
          "PSYNC 0123456789012345678901234567890123456789 100\r\n",
          "SYNC\r\n");
  private static final long CONNECT_MS = 1_000;
  private static final long LONGEST_STAY_US = 3_000_000;

  private final String host;
  private final SimulatedNetwork network;
  private final Die die;

  Stranger(String host, SimulatedNetwork network) {
    this.host = host;
    this.network = network;
    this.die = network.die().split();
  }

  void join(String node) {
    network.dial(this, node, CONNECT_MS, this::connected, _ -> {});
  }

  private void connected(WireEnd wire) {
    byte[] words = die.pick(MANNERS).getBytes(ISO_8859_1);
    wire.write(words, 0, words.length);
    wire.flush();
    wire.reading(die.chance(50));
    wire.attach(this);
    if (die.chance(50)) {
      network.agenda().after(die.between(0, LONGEST_STAY_US), wire::abort);
    }
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public void run(Runnable task) {
    task.run();
  }

  @Override
  public void received(byte[] bytes, int length) {}

  @Override
  public void closed(String cause) {}
}
