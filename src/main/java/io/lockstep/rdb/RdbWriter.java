package io.lockstep.rdb;

import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a snapshot as an RDB file that a stock Redis loads. Run it on any thread; it takes memory
 * for two buffers and the longest compressed string, whatever the size of the data.
 */
public final class RdbWriter {
  private final RdbWriteOptions options;

  public RdbWriter(RdbWriteOptions options) {
    this.options = options;
  }

  /** Writes the whole file in large pieces, and flushes; the sink stays open. */
  public RdbWritten write(Snapshot snapshot, RdbHeader header, OutputStream sink)
      throws IOException {
    return write(snapshot, header, sink, RdbProgress.UNHEARD);
  }

  /**
   * As above; a listener or a sink that throws ends the writing.
   *
   * @throws UnwritableValueException before anything is written
   */
  public RdbWritten write(
      Snapshot snapshot, RdbHeader header, OutputStream sink, RdbProgress progress)
      throws IOException {
    RdbVersion version = version(snapshot, header);
    if (options.hasKeys() && !version.hasStreams()) {
      refuseStreams(snapshot, version);
    }
    return write(snapshot, header, sink, progress, options.withVersion(version));
  }

  private RdbVersion version(Snapshot snapshot, RdbHeader header) {
    boolean hasFieldTimes = options.hasKeys() && snapshot.hasFieldTimes();
    return options
        .version()
        .forFunctions(!header.functions().isEmpty())
        .forFieldTimes(hasFieldTimes);
  }

  private static RdbWritten write(
      Snapshot snapshot,
      RdbHeader header,
      OutputStream sink,
      RdbProgress progress,
      RdbWriteOptions options)
      throws IOException {
    var out = new RdbOutput(sink, options.isChecksummed());
    var strings = new RdbStringWriter(out, options.isCompressed());
    new HeaderWriter(out, strings).write(header, options, snapshot.hashSeed());
    var databases = new SnapshotWriter(out, strings, options, header.nowMs(), progress);
    long keys = options.hasKeys() ? databases.write(snapshot) : 0;
    out.u8(RdbOpcode.EOF);
    if (options.version().hasChecksum()) {
      out.finish();
    } else {
      out.finishUnsummed();
    }
    progress.reached(out.count(), keys);
    return new RdbWritten(out.count(), keys);
  }

  private static void refuseStreams(Snapshot snapshot, RdbVersion version)
      throws UnwritableValueException {
    Records records = snapshot.records();
    int[] stream = {Records.NONE};
    for (int database = 0; database < snapshot.databaseCount(); database++) {
      snapshot.forEach(
          database,
          record -> stream[0] = records.type(record) == RecordType.STREAM ? record : stream[0]);
    }
    if (stream[0] != Records.NONE) {
      String key = new String(records.key(stream[0]), StandardCharsets.ISO_8859_1);
      throw new UnwritableValueException(
          "'%s' is a stream, which version %d has no type for".formatted(key, version.number()));
    }
  }
}
