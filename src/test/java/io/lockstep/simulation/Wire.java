package io.lockstep.simulation;

/** A connection between two parties: two ends, each with its own way to the other. */
final class Wire {

  private final WireEnd dialing;
  private final WireEnd accepting;

  Wire(SimulatedNetwork network, Party from, Party to, int port) {
    boolean isSlow = network.die().chance(15);
    int window = 1 << network.die().between(11, 17);
    dialing = new WireEnd(network, from, from.host() + ":" + port, isSlow, window);
    accepting = new WireEnd(network, to, to.host() + ":6379", isSlow, window);
    dialing.join(accepting);
    accepting.join(dialing);
  }

  WireEnd dialing() {
    return dialing;
  }

  WireEnd accepting() {
    return accepting;
  }

  boolean isOver() {
    return dialing.isClosed() && accepting.isClosed();
  }

  void resume() {
    dialing.resume();
    accepting.resume();
  }

  void reset() {
    dialing.loseSome();
    accepting.loseSome();
  }

  boolean isBetweenNodes() {
    return !isOver() && dialing.isOnNode() && accepting.isOnNode();
  }

  /** What the accepting node, a master, sends breaks off after so many bytes. */
  void tearAfter(long bytes) {
    accepting.tearAfter(bytes);
  }

  void sever(Party owner, boolean silently) {
    if (dialing.isOwnedBy(owner)) {
      dialing.sever(silently);
    }
    if (accepting.isOwnedBy(owner)) {
      accepting.sever(silently);
    }
  }
}
