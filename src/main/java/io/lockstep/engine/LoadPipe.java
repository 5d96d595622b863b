package io.lockstep.engine;

import io.lockstep.rdb.RdbSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of a snapshot from the engine's thread to the one that decodes them, in the
 * arrays that they were read into. The engine never waits: past {@link #HIGH_WATER} pieces it stops
 * reading the socket until the decoder has caught up.
 */
final class LoadPipe implements RdbSource {

  /** Pieces waiting, above which the sender is held back. */
  static final int HIGH_WATER = 12;

  private static final int LOW_WATER = 4;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final BlockingQueue<ByteBuffer> pieces = new LinkedBlockingQueue<>();
  private final Runnable caughtUp;
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

  /** Adds bytes, which are the decoder's now; true if the sender should be held back. */
  boolean put(byte[] bytes, int start, int length) {
    if (length > 0) {
      pieces.add(ByteBuffer.wrap(bytes, start, length));
    }
    return pieces.size() > HIGH_WATER;
  }

  /** Nothing more will come: at the payload's end, or when it is given up. */
  void end() {
    pieces.add(END);
  }

  // ---- the decoder's end

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler, no wait for anybody
  public @Nullable ByteBuffer next() throws IOException {
    if (ended) {
      return null;
    }
    Thread.yield(); // the engine may want this core, and be kept off it until the next tick
    ByteBuffer piece = take();
    ended = !piece.hasRemaining();
    if (pieces.size() == LOW_WATER) {
      caughtUp.run();
    }
    return ended ? null : piece;
  }

  private ByteBuffer take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("loading was stopped").initCause(stopped);
    }
  }
}
