package io.lockstep.command.server;

import io.lockstep.command.Call;
import io.lockstep.command.info.MemoryFigures;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.resp.ReplyWriter;

/**
 * The reply of MEMORY STATS: Redis' names in Redis' order. What has no counterpart here, such as
 * memory of scripts, is zero.
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
    figure("overhead.hashtable.main", keyspace.database(index).tableBytes());
    figure("overhead.hashtable.expires", 0); // in the one above
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
