package io.lockstep.engine.saving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where files of data are kept. Several threads may use it. */
public interface Disk {

  /** Begins a file, in place of any of that name. */
  Draft create(Path file) throws IOException;

  /** Puts a draft in the place of a file at once: whoever looks finds one of the two, whole. */
  void replace(Path draft, Path file) throws IOException;

  /** Has the names of a folder's files outlast a crash of the machine. */
  void syncFolder(Path folder) throws IOException;

  /** Nothing if files can be kept in a folder, else why not. */
  Optional<String> refusalOf(Path folder);

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** Whether a file is there. */
  boolean has(Path file);

  /** Opens a file to be read; nothing if it is not there. */
  Optional<Stored> open(Path file) throws IOException;

  /** A file that is being written. */
  abstract class Draft extends OutputStream {

    /** Has what was written outlast a crash of the machine. */
    public abstract void sync() throws IOException;
  }

  /**
   * A file that can be read.
   *
   * @param stream its bytes, to be closed
   * @param length how many there are
   */
  record Stored(InputStream stream, long length) {}
}
