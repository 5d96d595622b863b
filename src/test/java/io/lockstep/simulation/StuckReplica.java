package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Asks for a full resync like a replica, and then reads nothing of it. */
final class StuckReplica implements Party, WireEnd.Receiver {

  private static final String WORDS =
      "PING\r\nREPLCONF listening-port 7000\r\nREPLCONF capa eof capa psync2\r\nPSYNC ? -1\r\n";
  private static final long CONNECT_MS = 1_000;

  private final String host;
  private final SimulatedNetwork network;

  StuckReplica(String host, SimulatedNetwork network) {
    this.host = host;
    this.network = network;
  }

  void join(String node) {
    network.dial(this, node, CONNECT_MS, this::connected, _ -> {});
  }

  private void connected(WireEnd wire) {
    byte[] words = WORDS.getBytes(ISO_8859_1);
    wire.write(words, 0, words.length);
    wire.flush();
    wire.reading(false);
    wire.attach(this);
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
