package io.lockstep.server;

import io.lockstep.engine.Engine;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/** A place where clients connect: an address, or a unix socket's path, on the engine's own loop. */
final class RespListener implements AutoCloseable {

  private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);
  private static final int READS_PER_TURN = 1;

  private static final Logger LOG = LoggerFactory.getLogger(RespListener.class);

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
    return await(
        TcpServer.create()
            .runOn(loops, true)
            .bindAddress(() -> address)
            .option(ChannelOption.SO_BACKLOG, backlog)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true) // ClientChannel closes
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffer(READS_PER_TURN))
            .doOnChannelInit((_, channel, _) -> install(channel, engine))
            .bind());
  }

  /** Waits without reactor's leave: CONFIG SET does so on the engine's thread. */
  private static RespListener await(Mono<? extends DisposableServer> binding) {
    try {
      return new RespListener(
          binding.toFuture().get(BIND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("Binding took too long.", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while binding.", stopped);
    }
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
    server.dispose();
    try {
      server.onDispose().toFuture().get(BIND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("{} is not closed", server.address(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
