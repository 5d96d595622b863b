package io.lockstep.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder in which a node keeps its file, looked at while the node writes. */
record DumpFolder(Path path) {

  private Path file() {
    return path.resolve("dump.rdb");
  }

  /** What tells the file in its place from any other; null if there is none. */
  @Nullable Object identity() {
    var attributes = attributes(file());
    return attributes == null ? null : attributes.fileKey();
  }

  /** Bytes of the file in its place; 0 if there is none. */
  long length() {
    return length(file());
  }

  /** Bytes of the longest draft; 0 if there is none. */
  long draftLength() {
    return drafts().stream().mapToLong(DumpFolder::length).max().orElse(0);
  }

  /** Files that have no place yet. */
  List<Path> drafts() {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.getFileName().toString().startsWith("temp-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteDrafts() {
    try {
      for (Path draft : drafts()) {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(Path file) {
    var attributes = attributes(file);
    return attributes == null ? 0 : attributes.size();
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
