package io.lockstep.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries an encoded snapshot from the thread that encodes it to the engine's, in a fixed number of
 * native pieces. The encoder waits while all of them are on their way to sockets, so a snapshot of
 * any size takes the same memory, and a slow replica slows its snapshot, not the engine.
 */
final class SnapshotFeed extends OutputStream {

  /** How many pieces there are at most. */
  static final int PIECES = 24;

  private static final int PIECE_BYTES = 128 << 10;
  private static final String UNWANTED = "nobody waits for the snapshot any more";

  /** Wakes the encoder to tell it that nobody wants the rest. */
  private static final ByteBuffer CANCELLED = ByteBuffer.allocate(0);

  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(PIECES + 1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Consumer<ByteBuffer> deliver;

  // of the encoder's thread, which also pays for the memory
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private int pieces;

  /**
   * A feed.
   *
   * @param deliver takes each full piece, on the encoder's thread; it must come back by {@link
   *     #giveBack}
   */
  SnapshotFeed(Consumer<ByteBuffer> deliver) {
    this.deliver = deliver;
  }

  // ---- the encoder's end

  @Override
  public void write(int b) throws IOException {
    if (!piece.hasRemaining()) {
      deliverPiece();
    }
    piece.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!piece.hasRemaining()) {
        deliverPiece();
      }
      int count = Math.min(length - done, piece.remaining());
      piece.put(bytes, start + done, count);
      done += count;
    }
  }

  /** Delivers what is left. */
  void finish() throws IOException {
    if (piece.position() > 0) {
      deliver.accept(piece.flip());
      piece = ByteBuffer.allocate(0);
    }
  }

  private void deliverPiece() throws IOException {
    if (piece.position() > 0) {
      deliver.accept(piece.flip());
    }
    piece = takeFree();
  }

  @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler, no wait for anybody
  private ByteBuffer takeFree() throws IOException {
    requireWanted();
    Thread.yield(); // the engine may want this core, and be kept off it until the next tick
    ByteBuffer next = free.poll();
    if (next == null && pieces < PIECES) {
      pieces++;
      return ByteBuffer.allocateDirect(PIECE_BYTES);
    }
    return next == null ? awaitFree() : next.clear();
  }

  private ByteBuffer awaitFree() throws IOException {
    try {
      ByteBuffer next = free.take().clear();
      requireWanted();
      return next;
    } catch (InterruptedException stopped) {
      throw stopped(stopped);
    }
  }

  /** Fails once nobody wants the rest. */
  void requireWanted() throws IOException {
    if (cancelled.getCount() == 0) {
      throw new IOException(UNWANTED);
    }
  }

  /** Waits, unless nobody wants the rest: {@code rdb-key-save-delay}. */
  void pause(long micros) throws IOException {
    try {
      if (cancelled.await(micros, TimeUnit.MICROSECONDS)) {
        throw new IOException(UNWANTED);
      }
    } catch (InterruptedException stopped) {
      throw stopped(stopped);
    }
  }

  private static IOException stopped(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return (InterruptedIOException)
        new InterruptedIOException("encoding was stopped").initCause(cause);
  }

  // ---- the engine's end

  /** A piece has been sent, or will never be. */
  void giveBack(ByteBuffer sent) {
    free.add(sent);
  }

  /** Stops the encoder at its next piece. */
  void cancel() {
    cancelled.countDown();
    free.offer(CANCELLED);
  }
}
