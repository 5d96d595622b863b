package io.lockstep.engine;

import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.replication.downstream.SnapshotKind;
import java.nio.file.Path;

/**
 * How a snapshot is to be made into a payload.
 *
 * @param kind sent while it is encoded, or from a file
 * @param replid the history of which it is a state
 * @param offset the last byte of that history that it has
 * @param marker 40 digits that end a streamed payload
 * @param spool where a spooled one is written
 * @param keyDelayMicros rdb-key-save-delay; negative for so many keys in a microsecond
 */
record SnapshotOrder(
    SnapshotKind kind,
    String replid,
    long offset,
    RdbHeader header,
    RdbWriteOptions options,
    String marker,
    Path spool,
    long keyDelayMicros) {}
