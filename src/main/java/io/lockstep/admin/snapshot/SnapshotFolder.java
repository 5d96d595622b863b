package io.lockstep.admin.snapshot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lockstep.engine.EngineView.FileView;
import io.lockstep.engine.saving.ShrinkGuard;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder of a node's file, and the snapshots in it. Its methods wait for the disk. */
final class SnapshotFolder {
  private static final String SUFFIX = ".rdb";
  private static final String DRAFT = "temp-";

  private final FileView file;
  private final Path folder;

  SnapshotFolder(FileView file) {
    this.file = file;
    this.folder = Path.of(file.folder());
  }

  /** All snapshots, the latest first. */
  List<SnapshotDescriptor> list() throws IOException {
    var found = new ArrayList<SnapshotDescriptor>();
    try (var paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        add(path.getFileName().toString(), found);
      }
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
    found.sort(
        Comparator.comparingLong(SnapshotDescriptor::madeAtMs)
            .reversed()
            .thenComparing(SnapshotDescriptor::name));
    return found;
  }

  /** What is gone again, or may not be read, is no snapshot for us. */
  private void add(String name, List<SnapshotDescriptor> found) {
    try (var snapshot = isSnapshotName(name) ? openIfThere(name) : null) {
      if (snapshot != null) {
        found.add(
            new SnapshotDescriptor(
                name,
                snapshot.length(),
                Files.getLastModifiedTime(folder.resolve(name), NOFOLLOW_LINKS).toMillis(),
                name.equals(file.name()),
                name.startsWith(file.name() + ShrinkGuard.KEPT_MARK)));
      }
    } catch (IOException _) {
      // the next one may be readable
    }
  }

  /** A snapshot, to be closed; or a problem that says why not. */
  OpenSnapshot open(String name) throws IOException {
    requireFileName(name);
    var snapshot = isSnapshotName(name) ? openIfThere(name) : null;
    if (snapshot == null) {
      throw SnapshotProblems.missing(name);
    }
    return snapshot;
  }

  void delete(String name) throws IOException {
    open(name).close();
    if (file.isInUse() && name.equals(file.name())) {
      throw SnapshotProblems.inUse(name);
    }
    Files.deleteIfExists(folder.resolve(name));
  }

  private @Nullable OpenSnapshot openIfThere(String name) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) { // opening a pipe would wait for its writer
      return null;
    }
    try {
      var options = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
      return OpenSnapshot.ofNullable(FileChannel.open(path, options));
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private static void requireFileName(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.chars().anyMatch(c -> isNoPartOfName(c))) {
      throw SnapshotProblems.impossibleName();
    }
    try {
      var _ = Path.of(name);
    } catch (InvalidPathException unknown) {
      throw SnapshotProblems.impossibleName();
    }
  }

  private static boolean isNoPartOfName(int c) {
    return c == '/' || c == '\\' || Character.isISOControl(c);
  }

  private boolean isSnapshotName(String name) {
    return name.equals(file.name())
        || (name.endsWith(SUFFIX) && !name.startsWith(".") && !name.startsWith(DRAFT));
  }
}
