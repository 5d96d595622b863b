package io.lockstep.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Carries an encoded snapshot from the thread that encodes it to the engine's, in a fixed number of
 * native pieces. The encoder waits while all of them are on their way to sockets, so a snapshot of
 * any size takes the same memory, and a slow replica slows its snapshot, not the engine.
 */
final class SnapshotFeed extends OutputStream {

  private static final int PIECE_BYTES = 128 << 10;
  private static final int PIECES = 24;

  /** Wakes the encoder to tell it that nobody wants the rest. */
  private static final ByteBuffer CANCELLED = ByteBuffer.allocate(0);

  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(PIECES + 1);
  private final Consumer<ByteBuffer> deliver;
  private ByteBuffer piece;

  /**
   * A feed.
   *
   * @param deliver takes each full piece, on the encoder's thread; it must come back by {@link
   *     #giveBack}
   */
  SnapshotFeed(Consumer<ByteBuffer> deliver) {
    this.deliver = deliver;
    for (int i = 1; i < PIECES; i++) {
      free.add(ByteBuffer.allocateDirect(PIECE_BYTES));
    }
    this.piece = ByteBuffer.allocateDirect(PIECE_BYTES);
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
      deliverPiece();
    }
  }

  private void deliverPiece() throws IOException {
    deliver.accept(piece.flip());
    piece = takeFree();
  }

  @SuppressWarnings("ReferenceEquality") // the signal is one object
  private ByteBuffer takeFree() throws IOException {
    try {
      ByteBuffer next = free.take();
      if (next == CANCELLED) {
        throw new IOException("nobody waits for the snapshot any more");
      }
      return next.clear();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("encoding was stopped").initCause(stopped);
    }
  }

  // ---- the engine's end

  /** A piece has been sent, or will never be. */
  void giveBack(ByteBuffer sent) {
    free.add(sent);
  }

  /** Stops the encoder at its next piece. */
  void cancel() {
    free.offer(CANCELLED);
  }
}
