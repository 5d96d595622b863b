package io.lockstep.command.server;

import io.lockstep.command.Call;
import io.lockstep.command.info.MemoryFigures;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.resp.ReplyWriter;

/**
 * The reply of MEMORY STATS: Redis' names in Redis' order.
 *
 * <p>What is allocated is the data and its tables, as {@code maxmemory} counts them; the overhead
 * is the tables. The allocator is the slab: active are its pages, which are all resident. The
 * process is more than that by the Java heap and the machine's own code, and that is the overhead
 * of resident memory. The backlog and the clients are in that heap, so that they are told but are
 * no part of the sums. An empty node takes nothing at its start, and what has no counterpart, such
 * as links of a cluster, a buffer of an AOF and memory of scripts, is zero.
 */
final class MemoryStats {

  private static final int FIGURES = 27; // besides one for each database that has keys

  private final ReplyWriter reply;
  private final Keyspace keyspace;
  private final MemoryFigures figures;

  private MemoryStats(Call call) {
    reply = call.reply();
    keyspace = call.node().keyspace();
    figures = MemoryFigures.of(call.node());
  }

  static void write(Call call) {
    call.node().notePeaks();
    new MemoryStats(call).write();
  }

  private void write() {
    reply.map(FIGURES + usedDatabases());
    writeTotals();
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      if (keyspace.database(i).size() > 0) {
        writeDatabase(i);
      }
    }
    writeData();
    writeAllocator();
    writeProcess();
  }

  private int usedDatabases() {
    int used = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      used += keyspace.database(i).size() > 0 ? 1 : 0;
    }
    return used;
  }

  private void writeTotals() {
    figure("peak.allocated", figures.peak());
    figure("total.allocated", figures.used());
    figure("startup.allocated", 0);
    figure("replication.backlog", figures.backlog());
    figure("clients.slaves", figures.replicas());
    figure("clients.normal", figures.clients());
    figure("cluster.links", 0);
    figure("aof.buffer", 0);
    figure("lua.caches", 0);
    figure("functions.caches", 0);
  }

  private void writeDatabase(int index) {
    reply.text("db." + index);
    reply.map(3);
    Database database = keyspace.database(index);
    figure("overhead.hashtable.main", database.tableBytes() - database.expiryTableBytes());
    figure("overhead.hashtable.expires", database.expiryTableBytes());
    figure("overhead.hashtable.slot-to-keys", 0);
  }

  private void writeData() {
    long keys = keys();
    figure("overhead.total", figures.tables());
    figure("keys.count", keys);
    figure("keys.bytes-per-key", keys == 0 ? 0 : figures.used() / keys);
    figure("dataset.bytes", figures.dataset());
    ratio("dataset.percentage", MemoryFigures.percent(figures.dataset(), figures.used()));
    ratio("peak.percentage", MemoryFigures.percent(figures.used(), figures.peak()));
  }

  private long keys() {
    long keys = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keys += keyspace.database(i).size();
    }
    return keys;
  }

  private void writeAllocator() {
    long reserved = figures.reserved();
    figure("allocator.allocated", figures.used());
    figure("allocator.active", reserved);
    figure("allocator.resident", reserved);
    ratio("allocator-fragmentation.ratio", MemoryFigures.ratio(reserved, figures.used()));
    figure("allocator-fragmentation.bytes", reserved - figures.used());
    ratio("allocator-rss.ratio", 1);
    figure("allocator-rss.bytes", 0);
  }

  private void writeProcess() {
    long resident = figures.resident();
    ratio("rss-overhead.ratio", MemoryFigures.ratio(resident, figures.reserved()));
    figure("rss-overhead.bytes", resident - figures.reserved());
    ratio("fragmentation", MemoryFigures.ratio(resident, figures.used()));
    figure("fragmentation.bytes", resident - figures.used());
  }

  private void figure(String name, long value) {
    reply.text(name);
    reply.integer(value);
  }

  private void ratio(String name, double value) {
    reply.text(name);
    reply.decimal(value);
  }
}
