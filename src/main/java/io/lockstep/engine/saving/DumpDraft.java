package io.lockstep.engine.saving;

import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbProgress;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.RdbWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of data on its way: written beside the one whose place it takes. What fails leaves nothing
 * behind but a line in the log.
 *
 * @param file the place that it takes
 * @param draft where it is until then, in the same folder
 */
record DumpDraft(Disk disk, Path file, Path draft, RdbHeader header, RdbWriteOptions options) {

  private static final Logger LOG = LoggerFactory.getLogger(DumpDraft.class);

  private Path folder() {
    return draft.resolveSibling("");
  }

  /**
   * Writes and syncs it; its place is still another's.
   *
   * @param heard hears of keys that are written
   * @param watched may stand in the way of each write
   * @param read called once the snapshot is of no use any more; the sync takes a while
   */
  void write(
      Snapshot snapshot, RdbProgress heard, UnaryOperator<OutputStream> watched, Runnable read)
      throws IOException {
    Disk.Draft bytes = create();
    try (bytes) {
      new RdbWriter(options).write(snapshot, header, watched.apply(bytes), heard);
      read.run();
      bytes.sync();
    } catch (GivenUpException unwanted) {
      delete();
      throw unwanted;
    } catch (IOException | RuntimeException | Error broken) {
      LOG.warn("Write error saving DB on disk: {}", DiskFault.reason(broken));
      delete();
      throw broken;
    }
  }

  private Disk.Draft create() throws IOException {
    try {
      return disk.create(draft);
    } catch (IOException refused) {
      LOG.warn(
          "Failed opening the temp RDB file {} (in server root dir {}) for saving: {}",
          draft.getFileName(),
          folder(),
          DiskFault.reason(refused));
      throw refused;
    }
  }

  /** Puts it in its place. */
  void place() throws IOException {
    try {
      disk.replace(draft, file);
    } catch (IOException | RuntimeException refused) {
      LOG.warn(
          "Error moving temp DB file {} on the final destination {} (in server root dir {}): {}",
          draft.getFileName(),
          file.getFileName(),
          folder(),
          DiskFault.reason(refused));
      delete();
      throw refused;
    }
    syncFolder();
    LOG.info("DB saved on disk");
  }

  private void syncFolder() throws IOException {
    try {
      disk.syncFolder(folder());
    } catch (IOException refused) {
      LOG.warn("Failed to fsync directory while saving DB: {}", DiskFault.reason(refused));
      throw refused;
    }
  }

  /** The same draft; whoever listens hears of every single key. */
  DumpDraft heardOfEachKey() {
    return new DumpDraft(disk, file, draft, header, options.withProgressEvery(1));
  }

  /** There will be no such file. */
  void delete() {
    try {
      disk.delete(draft);
    } catch (IOException unreachable) {
      LOG.warn(
          "Can't delete the temp RDB file {}: {}",
          draft.getFileName(),
          DiskFault.reason(unreachable));
    }
  }
}
