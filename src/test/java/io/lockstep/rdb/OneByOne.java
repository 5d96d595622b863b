package io.lockstep.rdb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A source that gives one byte at a time, whatever it is asked for. */
final class OneByOne extends FilterInputStream {
  OneByOne(InputStream source) {
    super(source);
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    return super.read(into, start, Math.min(1, length));
  }
}
