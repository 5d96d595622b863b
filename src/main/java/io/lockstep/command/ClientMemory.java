package io.lockstep.command;

import io.lockstep.resp.RequestDecoder;
import java.util.Comparator;
import java.util.Optional;

/**
 * What clients take beside the data: bytes they sent that are not executed, and replies they have
 * not read. Beyond {@code maxmemory-clients} the largest has to go (Redis, {@code evictClients}).
 */
public final class ClientMemory {

  private static final int OBJECT_BYTES = 1_024; // a client without its buffers, about
  private static final int WATCH_BYTES = 96; // a watched key without its name, about
  private static final long PERCENT = 100;

  private final Node node;
  private long countedBytes; // the sum of what was counted for each client
  private long unsentBytes;

  ClientMemory(Node node) {
    this.node = node;
  }

  /** Bytes that a client takes. */
  public static long of(Client client) {
    RequestDecoder input = client.input;
    return OBJECT_BYTES
        + (input == null ? 0 : input.capacity())
        + client.heldRequestBytes
        + (client.transaction == null ? 0 : client.transaction.bytes())
        + (long) client.watchCount * WATCH_BYTES
        + client.subscriptionBytes()
        + client.connection().unsentBytes();
  }

  /** Counts a client anew, as its buffers may have changed. */
  public void count(Client client) {
    long bytes = isEvictable(client) ? of(client) : 0;
    long unsent = client.closing ? 0 : client.connection().unsentBytes();
    countedBytes += bytes - client.countedBytes;
    unsentBytes += unsent - client.countedUnsentBytes;
    client.countedBytes = bytes;
    client.countedUnsentBytes = unsent;
  }

  /** Counts a client no more. */
  void forget(Client client) {
    countedBytes -= client.countedBytes;
    unsentBytes -= client.countedUnsentBytes;
    client.countedBytes = 0;
    client.countedUnsentBytes = 0;
  }

  /** Replicas and masters are needed, and CLIENT NO-EVICT protects. */
  private static boolean isEvictable(Client client) {
    boolean isOrdinary = client.kind == Client.Kind.NORMAL || client.kind == Client.Kind.PUBSUB;
    return isOrdinary && !client.noEvict && !client.closing;
  }

  /** Replies of all clients that the kernel has not taken, as last counted. */
  public long unsentBytes() {
    return unsentBytes;
  }

  /** Whether there is a limit at all. */
  public boolean isLimited() {
    return limitBytes() > 0;
  }

  private long limitBytes() {
    long limit = node.settings().maxmemoryClients;
    return limit < 0 ? node.settings().maxmemory / PERCENT * -limit : limit;
  }

  /** The client that must go for the others to fit; empty if all of them fit. */
  public Optional<Client> surplus() {
    if (!isLimited() || countedBytes <= limitBytes()) {
      return Optional.empty();
    }
    return node.clients().all().stream()
        .filter(client -> client.countedBytes > 0)
        .max(Comparator.comparingLong(client -> client.countedBytes));
  }
}
