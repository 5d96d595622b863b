package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.command.parameter.value.OutputLimit;

/**
 * Stops reading a client that does not read its replies: beyond a high-water mark of unsent bytes,
 * and until most of them are sent. Others go on.
 *
 * <p>Redis reads on and lets {@code client-output-buffer-limit} close the client. So the mark is
 * never below that limit: where there is one, it is met first. It sinks as all clients' unsent
 * replies come near the memory that there is for them.
 */
final class Floodgate {

  /** The mark that even the last bytes of memory leave to each. */
  private static final long LOWEST_MARK_BYTES = 64 << 10;

  /** Part of the free memory that one client may fill, and of the mark that it must get below. */
  private static final int FRACTION = 4;

  private final Node node;
  private final long memoryBytes;

  /**
   * A gate for each client of a node.
   *
   * @param memoryBytes what all unsent replies together may take
   */
  Floodgate(Node node, long memoryBytes) {
    this.node = node;
    this.memoryBytes = memoryBytes;
  }

  /** Whether so much is unsent that nothing more should be read. */
  boolean isFlooded(Session session) {
    Client client = session.client();
    boolean isOrdinary = client.kind() == Client.Kind.NORMAL || client.kind() == Client.Kind.PUBSUB;
    return isOrdinary
        && client.connection().unsentBytes() > LOWEST_MARK_BYTES
        && client.connection().unsentBytes() > mark();
  }

  private long mark() {
    OutputLimit limit = node.settings().outputLimits.normal();
    long wanted = Math.max(node.settings().highWaterBytes, limit.highest());
    long free = memoryBytes - node.clientMemory().unsentBytes();
    return Math.max(LOWEST_MARK_BYTES, Math.min(wanted, free / FRACTION));
  }

  /** Stops reading a client. */
  void close(Session session, Runnable drained) {
    session.isHeld = true;
    session.client().connection().reading(false);
    session.client().connection().whenDrained(mark() / FRACTION, drained);
    session.client().connection().flush();
  }

  /** Reads it again. */
  void open(Session session) {
    session.isHeld = false;
    session.client().connection().reading(true);
  }
}
