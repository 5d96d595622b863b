package io.lockstep.server;

import io.lockstep.engine.UpstreamDialer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** The socket to a master: hands its bytes to the listener until it is given up. */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a channel is told by its close
final class UpstreamChannel extends ChannelInboundHandlerAdapter {

  private final UpstreamDialer.Listener listener;
  private boolean isGivenUp;
  private boolean isConnected;
  private @Nullable ChannelHandlerContext context;

  UpstreamChannel(UpstreamDialer.Listener listener) {
    this.listener = listener;
  }

  /** The reactive bridge turns automatic reads off for its own use, which there is none of here. */
  private static void readByItself(ChannelHandlerContext active) {
    active.channel().config().setAutoRead(true);
  }

  /** The bridge has done all it will do. */
  void settled() {
    if (context != null) {
      readByItself(context);
    }
  }

  /** Closes what there is; nothing more is heard of it. */
  void giveUp() {
    isGivenUp = true;
    if (context != null) {
      context.close();
    }
  }

  /** The attempt ended without a connection. */
  void failed(Throwable failure) {
    if (!isGivenUp && !isConnected) {
      isGivenUp = true;
      listener.failed(TcpDialer.cause(failure));
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    if (isGivenUp) {
      active.close();
    } else {
      isConnected = true;
      active.fireChannelActive();
      readByItself(active);
      listener.connected(new ChannelConnection(active.channel()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext active, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!isGivenUp) {
        int length = bytes.readableBytes();
        byte[] room = listener.room(length);
        bytes.readBytes(room, 0, length);
        listener.received(room, 0, length);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext active) {
    if (!isGivenUp) {
      isGivenUp = true;
      listener.closed("Connection with master lost.");
    }
    active.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext active, Throwable failure) {
    if (!isGivenUp) {
      isGivenUp = true;
      listener.closed(TcpDialer.cause(failure));
    }
    active.close();
  }
}
