package io.lockstep.admin.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A snapshot that is open to be read: it stays the same when another takes its place. */
final class OpenSnapshot implements Closeable {
  private static final String MAGIC = "REDIS\\d{4}";
  private static final int MAGIC_BYTES = 9;
  private static final int PIECE_BYTES = 64 << 10;

  private final FileChannel channel;
  private final long length;

  private OpenSnapshot(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  /** Takes the file over; null, and the file is closed, if it does not begin as a snapshot does. */
  static @Nullable OpenSnapshot ofNullable(FileChannel channel) throws IOException {
    try {
      if (isSnapshot(channel)) {
        return new OpenSnapshot(channel, channel.size());
      }
    } catch (IOException broken) {
      channel.close();
      throw broken;
    }
    channel.close();
    return null;
  }

  private static boolean isSnapshot(FileChannel channel) throws IOException {
    var magic = ByteBuffer.allocate(MAGIC_BYTES);
    fill(magic, channel, 0);
    var text = new String(magic.array(), StandardCharsets.ISO_8859_1);
    return channel.size() > MAGIC_BYTES + Long.BYTES && text.matches(MAGIC);
  }

  private static void fill(ByteBuffer room, FileChannel from, long position) throws IOException {
    int count = 0;
    while (count >= 0 && room.hasRemaining()) {
      count = from.read(room, position + room.position());
    }
  }

  long length() {
    return length;
  }

  /** The checksum in the last bytes, as an entity tag; null if there is none. */
  @Nullable String tag() throws IOException {
    var checksum = ByteBuffer.allocate(Long.BYTES);
    fill(checksum, channel, length - Long.BYTES);
    long sum = checksum.getLong(0);
    return sum == 0 ? null : "\"%016x-%x\"".formatted(sum, length);
  }

  /** Bytes of it, read as they are asked for, on threads that may wait; closed in the end. */
  Flux<DataBuffer> bytes(ByteRange range) {
    var factory = DefaultDataBufferFactory.sharedInstance;
    var bytes =
        DataBufferUtils.readByteChannel(
            () -> channel.position(range.start()), factory, PIECE_BYTES);
    return DataBufferUtils.takeUntilByteCount(bytes, range.count())
        .cast(DataBuffer.class)
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
