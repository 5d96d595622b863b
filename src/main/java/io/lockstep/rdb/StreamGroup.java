package io.lockstep.rdb;

import io.lockstep.rdb.packed.StreamId;
import java.util.List;

/**
 * A consumer group of a stream in a file.
 *
 * @param last the last id that was delivered
 * @param entriesRead how many entries that makes, or {@link StreamSummary#UNKNOWN_COUNT}
 * @param consumers those that {@link PendingEntries#consumer} counts
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record StreamGroup(
    byte[] name,
    StreamId last,
    long entriesRead,
    PendingEntries pending,
    List<StreamConsumer> consumers) {}
