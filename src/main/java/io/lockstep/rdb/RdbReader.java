package io.lockstep.rdb;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an RDB file of version 1 to 13 of Redis, 80 or 81 of Valkey, into a new keyspace, which the
 * caller gets only when the file has ended as it should. Run it on any thread; the bytes may still
 * be arriving.
 */
public final class RdbReader {
  private final RdbReadOptions options;
  private final KeyspaceFactory keyspaces;

  public RdbReader(RdbReadOptions options, KeyspaceFactory keyspaces) {
    this.options = options;
    this.keyspaces = keyspaces;
  }

  /** Reads one file from where the source stands. */
  public RdbContents load(InputStream source) throws IOException {
    return load(new StreamSource(source), RdbProgress.UNHEARD);
  }

  /** As above; a listener hears how far it is. */
  public RdbContents load(InputStream source, RdbProgress progress) throws IOException {
    return load(new StreamSource(source), progress);
  }

  /**
   * As above. The source is read only while the file is unfinished, so it never waits for bytes
   * behind it.
   *
   * @throws CorruptRdbException when the bytes are wrong, or too few
   * @throws UnsupportedRdbException when they hold what is not known here
   * @throws IOException the source's own
   */
  public RdbContents load(RdbSource source, RdbProgress progress) throws IOException {
    var load = new RdbLoad(new RdbInput(source, options.isVerified()), options, keyspaces);
    try {
      return load.run(progress);
    } catch (Throwable failed) {
      load.abandon();
      throw failed;
    }
  }
}
