package io.lockstep.rdb;

import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;

/** Writes the databases of a snapshot, record by record, without an object per key. */
final class SnapshotWriter {
  private static final int BATCH = 64;

  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final RdbWriteOptions options;
  private final AccessClock clock = new AccessClock();
  private final RdbProgress progress;
  private final int progressEveryKeys;
  // batch[0..batched): records to be written; they lie in memory in no order
  private final int[] batch = new int[BATCH];
  private int batched;

  @SuppressWarnings("UnusedVariable") // written, so that the reads of touch() are not left out
  private int touched;

  private long keys;
  private int untilProgress;

  SnapshotWriter(
      RdbOutput out,
      RdbStringWriter strings,
      RdbWriteOptions options,
      long nowMs,
      RdbProgress progress) {
    this.out = out;
    this.strings = strings;
    this.options = options;
    clock.advance(nowMs);
    clock.frequencyRules(1, options.lfuDecayMinutes()); // only the decay matters here
    this.progress = progress;
    this.progressEveryKeys = options.progressEveryKeys();
    this.untilProgress = progressEveryKeys;
  }

  /** Returns the number of keys. */
  long write(Snapshot snapshot) throws IOException {
    var writers = new ValueWriters(out, strings, snapshot.records(), options.version());
    for (int database = 0; database < snapshot.databaseCount(); database++) {
      if (snapshot.size(database) > 0) {
        writeDatabase(snapshot, database, writers);
      }
    }
    return keys;
  }

  private void writeDatabase(Snapshot snapshot, int database, ValueWriters writers)
      throws IOException {
    out.u8(RdbOpcode.SELECTDB);
    out.length(database);
    if (options.version().hasQuicklists()) {
      out.u8(RdbOpcode.RESIZEDB);
      out.length(snapshot.size(database));
      out.length(snapshot.volatileSize(database));
    }
    try {
      snapshot.forEach(database, record -> visit(writers, record));
      writeBatch(writers);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private void visit(ValueWriters writers, int record) {
    batch[batched++] = record;
    if (batched == BATCH) {
      VisitedOutput.part(() -> writeBatch(writers));
    }
  }

  private void writeBatch(ValueWriters writers) throws IOException {
    touch(writers.records());
    for (int i = 0; i < batched; i++) {
      write(writers, batch[i]);
    }
    batched = 0;
  }

  /** Reads the first and the last byte of each record, so that the waits for memory overlap. */
  private void touch(Records records) {
    int sum = 0;
    for (int i = 0; i < batched; i++) {
      sum += records.epoch(batch[i]);
    }
    for (int i = 0; i < batched; i++) {
      int record = batch[i];
      long end = records.valueOffset(record) + records.valueLength(record);
      sum += records.segment(record).get(ValueLayout.JAVA_BYTE, end - 1);
    }
    touched = sum;
  }

  private void write(ValueWriters writers, int record) throws IOException {
    Records records = writers.records();
    writeExpiry(records.expireAtMs(record));
    if (options.version().hasStreams()) {
      writeAccess(records, record);
    }
    ValueWriter writer = writers.of(record);
    int type = writer.type(record);
    out.u8(type);
    strings.write(records.segment(record), records.keyOffset(record), records.keyLength(record));
    writer.write(record, type);
    count();
  }

  private void writeExpiry(long atMs) throws IOException {
    if (atMs == Records.NO_EXPIRY) {
      return;
    }
    if (options.version().hasMilliseconds()) {
      out.u8(RdbOpcode.EXPIRETIME_MS);
      out.i64(atMs);
    } else {
      out.u8(RdbOpcode.EXPIRETIME);
      out.i32((int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(atMs, 1000)));
    }
  }

  private void writeAccess(Records records, int record) throws IOException {
    switch (options.access()) {
      case NONE -> {}
      case IDLE -> {
        out.u8(RdbOpcode.IDLE);
        out.length(clock.idleSeconds(records.accessClock(record)));
      }
      case FREQUENCY -> {
        out.u8(RdbOpcode.FREQ);
        out.u8(clock.frequency(records.accessClock(record)));
      }
    }
  }

  private void count() {
    keys++;
    if (--untilProgress == 0) {
      untilProgress = progressEveryKeys;
      progress.reached(out.count(), keys);
    }
  }
}
