package io.lockstep.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * One buffer for all the sockets of one loop: what a socket gave is used up in the same turn, so
 * the next read can have the room again. A reader that keeps the buffer makes the next one get a
 * new one.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int BYTES = 64 << 10;

  private ByteBuf buffer = room();

  /**
   * A buffer of {@value #BYTES} bytes.
   *
   * @param readsPerTurn how often a socket is read before the loop turns to the next one
   */
  ReadBuffer(int readsPerTurn) {
    super(readsPerTurn);
  }

  /** Memory that the collector frees, since nobody knows of the last read. */
  private static ByteBuf room() {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(BYTES));
  }

  private ByteBuf next() {
    if (buffer.refCnt() > 1) {
      buffer.release();
      buffer = room();
    }
    return buffer.clear().retain();
  }

  @Override
  @SuppressWarnings("deprecation") // the only kind of handle that the transports take
  public Handle newHandle() {
    return new Reads();
  }

  private final class Reads extends MaxMessageHandle {

    @Override
    public int guess() {
      return BYTES;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return next();
    }
  }
}
