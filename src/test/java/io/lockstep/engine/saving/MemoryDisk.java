package io.lockstep.engine.saving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory. A draft is a file from the start, and grows as it is written. */
public final class MemoryDisk implements Disk {

  public final Map<Path, byte[]> files = new ConcurrentHashMap<>();

  /** What goes wrong from now on: "create", "write", "sync", "replace", "syncFolder", "chdir". */
  public volatile String failing = "";

  private void failIf(String step) throws IOException {
    if (failing.equals(step)) {
      throw new IOException("can't " + step);
    }
  }

  @Override
  public Draft create(Path file) throws IOException {
    failIf("create");
    files.put(file, new byte[0]);
    return new MemoryDraft(file);
  }

  @Override
  public void replace(Path draft, Path file) throws IOException {
    failIf("replace");
    byte[] bytes = files.remove(draft);
    if (bytes == null) {
      throw new IOException(draft + " is not there");
    }
    files.put(file, bytes);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    failIf("syncFolder");
  }

  @Override
  public Optional<String> refusalOf(Path folder) {
    return failing.equals("chdir") ? Optional.of("can't chdir") : Optional.empty();
  }

  @Override
  public void delete(Path file) {
    files.remove(file);
  }

  @Override
  public boolean has(Path file) {
    return files.containsKey(file);
  }

  @Override
  public Optional<Stored> open(Path file) {
    byte[] bytes = files.get(file);
    return bytes == null
        ? Optional.empty()
        : Optional.of(new Stored(new ByteArrayInputStream(bytes), bytes.length));
  }

  private final class MemoryDraft extends Draft {
    private final Path file;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private MemoryDraft(Path file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] added, int start, int length) throws IOException {
      failIf("write");
      bytes.write(added, start, length);
      files.put(file, bytes.toByteArray());
    }

    @Override
    public void sync() throws IOException {
      failIf("sync");
    }
  }
}
