package io.lockstep.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries the bytes of a snapshot from the engine's thread to the one that decodes them. The engine
 * never waits: past {@link #HIGH_WATER} pieces it stops reading the socket until the decoder has
 * caught up.
 */
final class LoadPipe extends InputStream {

  /** Pieces waiting, above which the sender is held back. */
  static final int HIGH_WATER = 64;

  private static final int LOW_WATER = 16;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private final Runnable caughtUp;
  private byte[] piece = {};
  private int position; // position <= piece.length
  private boolean ended;

  /**
   * An empty pipe.
   *
   * @param caughtUp called on the decoder's thread whenever few pieces are left
   */
  LoadPipe(Runnable caughtUp) {
    this.caughtUp = caughtUp;
  }

  // ---- the engine's end

  /** Adds a copy of these bytes; true if the sender should be held back. */
  boolean put(byte[] bytes, int start, int length) {
    if (length > 0) {
      pieces.add(Arrays.copyOfRange(bytes, start, start + length));
    }
    return pieces.size() > HIGH_WATER;
  }

  /** Nothing more will come: at the payload's end, or when it is given up. */
  void end() {
    pieces.add(END);
  }

  // ---- the decoder's end

  @Override
  public int read() throws IOException {
    return fill() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    if (length == 0 || !fill()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, into, start, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (position == piece.length && !ended) {
      next();
    }
    return !ended;
  }

  @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler, no wait for anybody
  private void next() throws IOException {
    Thread.yield(); // the engine may want this core, and be kept off it until the next tick
    try {
      piece = pieces.take();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("loading was stopped").initCause(stopped);
    }
    position = 0;
    ended = piece.length == 0;
    if (pieces.size() == LOW_WATER) {
      caughtUp.run();
    }
  }

  /** Fails unless the bytes have ended, as they must once a snapshot is read. */
  void requireEnd() throws IOException {
    if (fill()) {
      throw new EOFException("bytes follow the end of the snapshot");
    }
  }
}
