package io.lockstep.server;

import io.lockstep.command.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection over a Netty channel, used on the channel's own loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a channel is told by its close
final class ChannelConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelConnection.class);
  private static final long MIN_MARK = 1 << 10;
  private static final long MAX_MARK = 1 << 30;

  private final Channel channel;
  private final String remoteAddress;
  private final String localAddress;
  private final boolean isLocal;
  private @Nullable Runnable drained;

  ChannelConnection(Channel channel) {
    this.channel = channel;
    SocketAddress local = channel.localAddress();
    this.localAddress = text(local);
    this.remoteAddress =
        local instanceof DomainSocketAddress ? localAddress : text(channel.remoteAddress());
    this.isLocal = isLocal(channel.remoteAddress());
  }

  private static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      String ip = inet.getAddress().getHostAddress();
      return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + inet.getPort();
    }
    return address == null ? "?:0" : address + ":0";
  }

  private static boolean isLocal(SocketAddress address) {
    return !(address instanceof InetSocketAddress inet) || inet.getAddress().isLoopbackAddress();
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    try {
      ByteBuf copy = channel.alloc().directBuffer(length);
      copy.writeBytes(bytes, start, length);
      channel.write(copy, channel.voidPromise());
    } catch (OutOfMemoryError none) {
      LOG.warn("Closing {}: {}", remoteAddress, none.getMessage());
      abort();
    }
  }

  @Override
  public void write(ByteBuffer bytes, Written written) {
    channel
        .write(Unpooled.wrappedBuffer(bytes))
        .addListener(write -> written.ended(write.isSuccess()));
  }

  /**
   * An empty write counts for the channel: it is unwritable then, unless there is little unsent.
   */
  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    int low = (int) Math.clamp(lowBytes, MIN_MARK, MAX_MARK);
    drained = action;
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(low, low + 1));
    channel.write(Unpooled.EMPTY_BUFFER, channel.voidPromise());
    writabilityChanged();
  }

  /** The channel has become writable, or is not any more. */
  void writabilityChanged() {
    if (drained != null && channel.isWritable()) {
      Runnable action = drained;
      drained = null;
      channel.eventLoop().execute(action); // not within the write that drained it
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public long unsentBytes() {
    ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
    return pending == null ? 0 : pending.totalPendingWriteBytes();
  }

  @Override
  public void close() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void abort() {
    channel.close();
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String localAddress() {
    return localAddress;
  }

  @Override
  public boolean isLocal() {
    return isLocal;
  }
}
