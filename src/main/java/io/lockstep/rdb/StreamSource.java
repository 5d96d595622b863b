package io.lockstep.rdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a stream, in pieces as large as it gives them at a time. */
final class StreamSource implements RdbSource {
  private static final int ARRAY_BYTES = 128 << 10;

  private final InputStream stream;
  private byte[] array = {};
  private int filled; // <= array.length

  StreamSource(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (filled == array.length) {
      array = new byte[ARRAY_BYTES];
      filled = 0;
    }
    int count = stream.read(array, filled, array.length - filled);
    if (count < 0) {
      return null;
    }
    filled += count;
    return ByteBuffer.wrap(array, filled - count, count);
  }
}
