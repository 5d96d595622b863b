package io.lockstep.server;

import io.lockstep.engine.Engine;
import io.lockstep.engine.Session;
import io.lockstep.resp.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket: bytes go straight from the read into the session's decoder, in one copy, and
 * the engine runs in the same turn of its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a channel is told by its close
final class ClientChannel extends ChannelInboundHandlerAdapter {

  private final Engine engine;
  private @Nullable ChannelConnection connection;
  private @Nullable Session session;

  ClientChannel(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(true);
    connection = new ChannelConnection(context.channel());
    session = engine.accept(connection);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (session != null) {
        take(session, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  private void take(Session into, ByteBuf bytes) {
    int length = bytes.readableBytes();
    try {
      byte[] room = into.decoder().reserve(length);
      bytes.readBytes(room, into.decoder().writeIndex(), length);
      into.decoder().written(length);
      engine.received(into, length);
    } catch (ProtocolException tooMuch) {
      engine.broken(into, tooMuch);
    }
  }

  /** The client sends nothing more: it gets what it was answered in this turn, and is closed. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      context.flush();
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (connection != null) {
      connection.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (session != null) {
      engine.gone(session);
      session = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
