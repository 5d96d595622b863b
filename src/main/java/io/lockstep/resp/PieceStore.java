package io.lockstep.resp;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory outside the heap in which long replies are made and wait to be sent. It is bounded;
 * some free pieces are kept for the next reply. One thread owns it.
 */
public final class PieceStore {

  private static final int KEPT_PIECES = 64;

  private final ArrayDeque<Piece> free = new ArrayDeque<>(KEPT_PIECES);
  private final long maxBytes;
  private long bytesInUse; // 0 <= bytesInUse <= maxBytes
  private boolean isClosed;

  /** A store that gives out no more than this. */
  public PieceStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A piece to be given back, or null if there is no memory for one. */
  @Nullable Piece take() {
    if (bytesInUse > maxBytes - Piece.CAPACITY) {
      return null;
    }
    Piece piece = free.poll();
    if (piece == null) {
      piece = allocate();
    }
    bytesInUse += piece == null ? 0 : Piece.CAPACITY;
    return piece;
  }

  private @Nullable Piece allocate() {
    try {
      return new Piece(this);
    } catch (OutOfMemoryError none) {
      return null;
    }
  }

  void giveBack(Piece piece) {
    bytesInUse -= Piece.CAPACITY;
    if (isClosed || free.size() >= KEPT_PIECES) {
      piece.release();
    } else {
      free.push(piece);
    }
  }

  /** Bytes of the pieces that replies have. */
  public long bytesInUse() {
    return bytesInUse;
  }

  /** Keeps no free piece any more. */
  public void close() {
    isClosed = true;
    free.forEach(Piece::release);
    free.clear();
  }
}
