package io.lockstep.command.info;

import static io.lockstep.command.parameter.DataParameters.MAXMEMORY;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;

import io.lockstep.command.Client;
import io.lockstep.command.ClientMemory;
import io.lockstep.command.Node;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.ReplicationLog;

/**
 * INFO's memory section. {@code used_memory} is what counts against {@code maxmemory}: the data and
 * its tables. The allocator's figures are those of the data's pages; what is not data, such as the
 * Java heap, is in the fields at the end.
 */
final class MemorySection {

  private static final double PERCENT = 100;

  private final Node node;
  private final InfoText info;
  private final Keyspace keyspace;
  private final long used;
  private final long resident;

  private MemorySection(Node node, InfoText info) {
    this.node = node;
    this.info = info;
    this.keyspace = node.keyspace();
    this.used = node.memoryGuard().usedBytes();
    this.resident = node.control().residentBytes();
  }

  static void write(Node node, InfoText info) {
    MemorySection section = new MemorySection(node, info);
    section.writeUsed();
    section.writeAllocator();
    section.writeScripts();
    section.writeLimit();
    section.writeRatios();
    section.writeRest();
    section.writeOwn();
  }

  private void writeUsed() {
    long tables = tableBytes();
    long peak = node.statistics().peakMemoryBytes;
    info.bytes("used_memory", used);
    info.bytes("used_memory_rss", resident);
    info.bytes("used_memory_peak", peak);
    info.field("used_memory_peak_perc", percent(used, peak));
    info.field("used_memory_overhead", tables);
    info.field("used_memory_startup", 0);
    info.field("used_memory_dataset", used - tables);
    info.field("used_memory_dataset_perc", percent(used - tables, used));
  }

  private long tableBytes() {
    long bytes = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      bytes += keyspace.database(i).tableBytes();
    }
    return bytes;
  }

  private static String percent(long part, long whole) {
    return InfoText.decimal(whole == 0 ? 0 : PERCENT * part / whole) + "%";
  }

  private void writeAllocator() {
    info.field("allocator_allocated", used);
    info.field("allocator_active", keyspace.bytesReserved());
    info.field("allocator_resident", keyspace.bytesReserved());
    info.bytes("total_system_memory", node.control().systemMemoryBytes());
  }

  private void writeScripts() {
    info.zeros("used_memory_lua", "used_memory_vm_eval");
    info.human("used_memory_lua", 0);
    info.zeros(
        "used_memory_scripts_eval",
        "number_of_cached_scripts",
        "number_of_functions",
        "number_of_libraries",
        "used_memory_vm_functions");
    info.bytes("used_memory_vm_total", 0);
    info.zeros("used_memory_functions");
    info.bytes("used_memory_scripts", 0);
  }

  private void writeLimit() {
    info.bytes("maxmemory", node.parameters().get(MAXMEMORY));
    info.field("maxmemory_policy", node.parameters().get(MAXMEMORY_POLICY));
  }

  private void writeRatios() {
    long reserved = keyspace.bytesReserved();
    info.decimal("allocator_frag_ratio", ratio(reserved, used));
    info.field("allocator_frag_bytes", reserved - used);
    info.decimal("allocator_rss_ratio", 1);
    info.zeros("allocator_rss_bytes");
    info.decimal("rss_overhead_ratio", ratio(resident, reserved));
    info.field("rss_overhead_bytes", resident - reserved);
    info.decimal("mem_fragmentation_ratio", ratio(resident, used));
    info.field("mem_fragmentation_bytes", resident - used);
  }

  private static double ratio(long whole, long part) {
    return part == 0 ? 1 : (double) whole / part;
  }

  private void writeRest() {
    ReplicationLog log = node.replication().log();
    long backlog = log.hasBacklog() ? log.histlen() : 0;
    info.field("mem_not_counted_for_evict", log.bytesReserved());
    info.field("mem_replication_backlog", backlog);
    info.field("mem_total_replication_buffers", log.bytesReserved());
    info.field("mem_clients_slaves", clientBytes(Client.Kind.REPLICA));
    info.field("mem_clients_normal", clientBytes(Client.Kind.NORMAL));
    info.zeros("mem_cluster_links", "mem_aof_buffer");
    info.field("mem_allocator", "lockstep-slab");
    info.zeros("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
  }

  private long clientBytes(Client.Kind kind) {
    return node.clients().all().stream()
        .filter(client -> client.kind == kind)
        .mapToLong(ClientMemory::of)
        .sum();
  }

  private void writeOwn() {
    info.field("lockstep_heap_bytes", node.control().heapBytes());
    info.field("lockstep_data_bytes_reserved", keyspace.bytesReserved());
    info.field("lockstep_data_bytes_retired", keyspace.bytesRetired());
  }
}
