package io.lockstep.command.info;

import io.lockstep.command.Client;
import io.lockstep.command.ClientMemory;
import io.lockstep.command.Node;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.ReplicationLog;

/**
 * Where a node's memory is at one moment, in bytes: what INFO and MEMORY STATS tell.
 *
 * @param used what counts against {@code maxmemory}: the data and its tables
 * @param peak the most that was ever used
 * @param tables the part of {@code used} that finds keys
 * @param reserved pages held for data
 * @param resident the whole process
 * @param backlog the stream that is retained
 * @param log blocks of the stream, retained or not sent yet
 * @param replicas what replicas' connections hold
 * @param clients what other connections hold
 */
public record MemoryFigures(
    long used,
    long peak,
    long tables,
    long reserved,
    long resident,
    long backlog,
    long log,
    long replicas,
    long clients) {

  private static final double PERCENT = 100;

  public static MemoryFigures of(Node node) {
    ReplicationLog log = node.replication().log();
    return new MemoryFigures(
        node.memoryGuard().usedBytes(),
        node.statistics().peakMemoryBytes,
        tableBytes(node.keyspace()),
        node.keyspace().bytesReserved(),
        node.control().residentBytes(),
        log.hasBacklog() ? log.histlen() : 0,
        log.bytesReserved(),
        clientBytes(node, Client.Kind.REPLICA),
        clientBytes(node, Client.Kind.NORMAL) + clientBytes(node, Client.Kind.PUBSUB));
  }

  private static long tableBytes(Keyspace keyspace) {
    long bytes = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      bytes += keyspace.database(i).tableBytes();
    }
    return bytes;
  }

  private static long clientBytes(Node node, Client.Kind kind) {
    return node.clients().all().stream()
        .filter(client -> client.kind == kind)
        .mapToLong(ClientMemory::of)
        .sum();
  }

  /** Keys and values. */
  public long dataset() {
    return used - tables;
  }

  public static double percent(long part, long whole) {
    return whole == 0 ? 0 : PERCENT * part / whole;
  }

  /** How many times the part the whole is; 1 if there is nothing yet. */
  public static double ratio(long whole, long part) {
    return part == 0 ? 1 : (double) whole / part;
  }
}
