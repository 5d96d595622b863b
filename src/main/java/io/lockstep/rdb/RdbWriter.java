package io.lockstep.rdb;

import io.lockstep.keyspace.Snapshot;
import java.io.IOException;
import java.io.OutputStream;

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

  /** As above; a listener or a sink that throws ends the writing. */
  public RdbWritten write(
      Snapshot snapshot, RdbHeader header, OutputStream sink, RdbProgress progress)
      throws IOException {
    boolean hasFieldTimes = options.hasKeys() && snapshot.hasFieldTimes();
    RdbWriteOptions fitting = options.withVersion(options.version().forFieldTimes(hasFieldTimes));
    var out = new RdbOutput(sink, options.isChecksummed());
    var strings = new RdbStringWriter(out, options.isCompressed());
    new HeaderWriter(out, strings).write(header, fitting, snapshot.hashSeed());
    var databases = new SnapshotWriter(out, strings, fitting, header.nowMs(), progress);
    long keys = options.hasKeys() ? databases.write(snapshot) : 0;
    out.u8(RdbOpcode.EOF);
    out.finish();
    progress.reached(out.count(), keys);
    return new RdbWritten(out.count(), keys);
  }
}
