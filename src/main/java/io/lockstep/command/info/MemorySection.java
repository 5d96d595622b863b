package io.lockstep.command.info;

import static io.lockstep.command.parameter.DataParameters.MAXMEMORY;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;

import io.lockstep.command.Node;

/**
 * INFO's memory section. {@code used_memory} is what counts against {@code maxmemory}: the data and
 * its tables. The allocator's figures are those of the data's pages; what is not data, such as the
 * Java heap, is in the fields at the end.
 */
final class MemorySection {

  private final Node node;
  private final InfoText info;
  private final MemoryFigures figures;

  private MemorySection(Node node, InfoText info) {
    this.node = node;
    this.info = info;
    this.figures = MemoryFigures.of(node);
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
    long used = figures.used();
    info.bytes("used_memory", used);
    info.bytes("used_memory_rss", figures.resident());
    info.bytes("used_memory_peak", figures.peak());
    info.field("used_memory_peak_perc", percent(used, figures.peak()));
    info.field("used_memory_overhead", figures.tables());
    info.field("used_memory_startup", 0);
    info.field("used_memory_dataset", figures.dataset());
    info.field("used_memory_dataset_perc", percent(figures.dataset(), used));
  }

  private static String percent(long part, long whole) {
    return InfoText.decimal(MemoryFigures.percent(part, whole)) + "%";
  }

  private void writeAllocator() {
    info.field("allocator_allocated", figures.used());
    info.field("allocator_active", figures.reserved());
    info.field("allocator_resident", figures.reserved());
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
    long reserved = figures.reserved();
    long resident = figures.resident();
    info.decimal("allocator_frag_ratio", MemoryFigures.ratio(reserved, figures.used()));
    info.field("allocator_frag_bytes", reserved - figures.used());
    info.decimal("allocator_rss_ratio", 1);
    info.zeros("allocator_rss_bytes");
    info.decimal("rss_overhead_ratio", MemoryFigures.ratio(resident, reserved));
    info.field("rss_overhead_bytes", resident - reserved);
    info.decimal("mem_fragmentation_ratio", MemoryFigures.ratio(resident, figures.used()));
    info.field("mem_fragmentation_bytes", resident - figures.used());
  }

  private void writeRest() {
    info.field("mem_not_counted_for_evict", figures.log());
    info.field("mem_replication_backlog", figures.backlog());
    info.field("mem_total_replication_buffers", figures.log());
    info.field("mem_clients_slaves", figures.replicas());
    info.field("mem_clients_normal", figures.clients());
    info.zeros("mem_cluster_links", "mem_aof_buffer");
    info.field("mem_allocator", "lockstep-slab");
    info.zeros("active_defrag_running", "lazyfree_pending_objects", "lazyfreed_objects");
  }

  private void writeOwn() {
    info.field("lockstep_heap_bytes", node.control().heapBytes());
    info.field("lockstep_data_bytes_reserved", figures.reserved());
    info.field("lockstep_data_bytes_retired", node.keyspace().bytesRetired());
  }
}
