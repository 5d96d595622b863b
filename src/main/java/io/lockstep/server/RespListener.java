package io.lockstep.server;

import io.lockstep.engine.Engine;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import java.net.SocketAddress;
import java.time.Duration;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/** A place where clients connect: an address, or a unix socket's path, on the engine's own loop. */
final class RespListener implements AutoCloseable {

  private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);
  private static final int READ_MIN = 512;
  private static final int READ_INITIAL = 16 << 10;
  private static final int READ_MAX = 64 << 10;

  private final DisposableServer server;

  private RespListener(DisposableServer server) {
    this.server = server;
  }

  /**
   * Binds an address.
   *
   * @throws reactor.netty.ChannelBindException if it is taken
   */
  static RespListener bind(SocketAddress address, int backlog, LoopResources loops, Engine engine) {
    return new RespListener(
        TcpServer.create()
            .runOn(loops, true)
            .bindAddress(() -> address)
            .option(ChannelOption.SO_BACKLOG, backlog)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(READ_MIN, READ_INITIAL, READ_MAX)
                    .maxMessagesPerRead(1))
            .doOnChannelInit((_, channel, _) -> install(channel, engine))
            .bindNow(BIND_TIMEOUT));
  }

  /** Clients need nothing of the reactive bridge: no object, no queue per command. */
  private static void install(Channel channel, Engine engine) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addFirst("lockstep.client", new ClientChannel(engine));
    if (pipeline.get(NettyPipeline.ReactiveBridge) != null) {
      pipeline.remove(NettyPipeline.ReactiveBridge);
    }
  }

  /** The address that is bound. */
  SocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.disposeNow(BIND_TIMEOUT);
  }
}
