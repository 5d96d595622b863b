package io.lockstep.command.debug;

import static io.lockstep.command.parameter.DataParameters.LIST_COMPRESS_DEPTH;
import static io.lockstep.command.parameter.DataParameters.LIST_MAX_LISTPACK_SIZE;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCOMPRESSION;

import io.lockstep.command.Call;
import io.lockstep.command.key.Encodings;
import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.ListReader;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.rdb.ValuePayload;
import java.util.Locale;

/** The line with which DEBUG OBJECT describes how a value is kept. */
final class ObjectDescription {
  /** What a listpack has around its elements. */
  private static final int LISTPACK_FRAME_BYTES = 7;

  private ObjectDescription() {}

  /** In the fast form nothing is told that takes longer for longer values. */
  static String of(Call call, int record, boolean isFast) {
    Records records = call.records();
    AccessClock clock = call.node().keyspace().accessClock();
    int access = records.accessClock(record);
    return String.format(
        Locale.ROOT,
        "Value at:0x%x refcount:%d encoding:%s%s lru:%d lru_seconds_idle:%d%s",
        record,
        Encodings.referenceCount(records, record, call.node().settings()),
        Encodings.name(records, record),
        isFast ? "" : " serializedlength:" + serializedLength(call, record),
        access,
        clock.isByFrequency() ? 0 : clock.idleSeconds(access),
        isFast || !isQuicklist(records, record) ? "" : nodes(call, record));
  }

  private static long serializedLength(Call call, int record) {
    boolean isCompressed = call.node().parameters().get(RDBCOMPRESSION);
    return ValuePayload.serializedLength(call.records(), record, isCompressed);
  }

  private static boolean isQuicklist(Records records, int record) {
    return records.type(record) == RecordType.LIST && !new ListReader(records).isPacked(record);
  }

  private static String nodes(Call call, int record) {
    ListReader list = new ListReader(call.records());
    long nodes = list.blocks(record);
    long[] bytes = {0};
    list.forEachBlock(
        record, block -> bytes[0] += block.end() - PackedList.FIRST + LISTPACK_FRAME_BYTES);
    return String.format(
        Locale.ROOT,
        " ql_nodes:%d ql_avg_node:%.2f ql_listpack_max:%d ql_compressed:%d"
            + " ql_uncompressed_size:%d",
        nodes,
        (double) list.size(record) / nodes,
        call.node().parameters().get(LIST_MAX_LISTPACK_SIZE),
        call.node().parameters().get(LIST_COMPRESS_DEPTH) == 0 ? 0 : 1,
        bytes[0]);
  }
}
