package io.lockstep.replication;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in the log: it pins the bytes from its next one on, until they are read or it is
 * closed.
 *
 * <p>Views are not copies. They stay valid until {@link #advance} has passed them, so a socket may
 * write them later; close a cursor only when nothing writes its views any more.
 */
public final class LogCursor implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final ReplicationLog log;
  private long nextOffset; // log.firstOffset <= nextOffset <= log.offset + 1, unless closed or cut
  private @Nullable Block
      block; // block.startOffset <= nextOffset <= block.endOffset; null when closed

  LogCursor(ReplicationLog log, Block block, long nextOffset) {
    this.log = log;
    this.nextOffset = nextOffset;
    pin(block);
  }

  /** The number of the next byte to read. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Bytes not read yet: what the replica's output limit is measured on. */
  public long bytesBehind() {
    return block == null ? 0 : log.offset() + 1 - nextOffset;
  }

  /** Whether the cursor still stands in the log: neither closed nor cut off by another history. */
  public boolean isOpen() {
    return block != null;
  }

  /** The next consecutive bytes, at most those of one block; empty when everything was read. */
  public ByteBuffer peek() {
    return peek(Integer.MAX_VALUE);
  }

  /** As {@link #peek()}, but no more than {@code maxBytes}. */
  public ByteBuffer peek(int maxBytes) {
    return block == null || nextOffset == block.endOffset() ? NOTHING : view(block, maxBytes);
  }

  private ByteBuffer view(Block here, int maxBytes) {
    int from = (int) (nextOffset - here.startOffset);
    return here.view(from, Math.min(maxBytes, here.length - from));
  }

  /** Passes bytes that were read; they may be dropped from now on. */
  public void advance(long count) {
    if (count < 0 || count > bytesBehind()) {
      throw new IllegalArgumentException(
          "A cursor with %d bytes before it cannot advance by %d".formatted(bytesBehind(), count));
    }
    nextOffset += count;
    leaveFinishedBlocks();
    log.trim();
  }

  /** Moves to the block of the next byte; the last block is never left. */
  void leaveFinishedBlocks() {
    Block here = block;
    while (here != null && here.next != null && nextOffset >= here.endOffset()) {
      here.pins--;
      here = pin(here.next);
    }
  }

  private Block pin(Block target) {
    target.pins++;
    block = target;
    return target;
  }

  /** Another history begins: nothing of this one can be read on. */
  void cut() {
    block = null;
  }

  /** Lets go of the log; a second call does nothing. */
  @Override
  public void close() {
    if (block != null) {
      block.pins--;
      block = null;
      log.closed(this);
    }
  }
}
