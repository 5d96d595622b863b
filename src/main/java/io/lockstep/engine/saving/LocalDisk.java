package io.lockstep.engine.saving;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's file system. */
public final class LocalDisk implements Disk {

  /** Of all nodes of this process: two that share a folder by mistake must not share a draft. */
  private static final Set<Path> DRAFTS = ConcurrentHashMap.newKeySet();

  @Override
  public Draft create(Path file) throws IOException {
    if (!DRAFTS.add(file)) {
      throw new IOException("Another node of this process is writing it");
    }
    try {
      return new ChannelDraft(FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE));
    } catch (IOException refused) {
      DRAFTS.remove(file);
      throw refused;
    }
  }

  @Override
  public void replace(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    DRAFTS.remove(draft);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    }
  }

  /** What {@code chdir} would say. */
  @Override
  public Optional<String> refusalOf(Path folder) {
    if (!Files.exists(folder)) {
      return Optional.of(DiskFault.NO_SUCH_FILE);
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(DiskFault.NO_FOLDER);
    }
    return Files.isExecutable(folder) ? Optional.empty() : Optional.of(DiskFault.DENIED);
  }

  @Override
  public void delete(Path file) throws IOException {
    DRAFTS.remove(file);
    Files.deleteIfExists(file);
  }

  @Override
  public boolean has(Path file) {
    return Files.exists(file);
  }

  @Override
  public Optional<Stored> open(Path file) throws IOException {
    try {
      return Optional.of(stored(FileChannel.open(file, READ)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Stored stored(FileChannel channel) throws IOException {
    try {
      return new Stored(Channels.newInputStream(channel), channel.size());
    } catch (IOException broken) {
      channel.close();
      throw broken;
    }
  }

  private static final class ChannelDraft extends Draft {
    private final FileChannel channel;

    private ChannelDraft(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, start, length);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
