package io.lockstep.server;

import static io.lockstep.command.parameter.NetworkParameters.BIND_SOURCE_ADDR;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.EngineLoop;
import io.lockstep.engine.UpstreamDialer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import reactor.core.Disposable;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/** Connects to masters over TCP, on the engine's loop; the host is resolved at each attempt. */
final class TcpDialer implements UpstreamDialer {

  private static final int READS_PER_TURN = 16;

  private final LoopResources loops;
  private final EngineLoop engine;
  private final Parameters parameters;

  TcpDialer(LoopResources loops, EngineLoop engine, Parameters parameters) {
    this.loops = loops;
    this.engine = engine;
    this.parameters = parameters;
  }

  @Override
  public Runnable dial(String host, int port, long timeoutMs, Listener listener) {
    UpstreamChannel handler = new UpstreamChannel(listener);
    Disposable attempt =
        source(TcpClient.create(ConnectionProvider.newConnection()))
            .runOn(loops, true)
            .host(host)
            .port(port)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeoutMs))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffer(READS_PER_TURN))
            .doOnChannelInit((_, channel, _) -> install(channel, handler))
            .connect()
            .subscribe(
                _ -> engine.execute(handler::settled),
                failure -> engine.execute(() -> handler.failed(failure)));
    return () -> {
      handler.giveUp();
      attempt.dispose();
    };
  }

  private TcpClient source(TcpClient client) {
    String address = parameters.get(BIND_SOURCE_ADDR);
    return address.isEmpty() ? client : client.bindAddress(() -> new InetSocketAddress(address, 0));
  }

  private static void install(Channel channel, UpstreamChannel handler) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(NettyPipeline.ReactiveBridge) != null) {
      pipeline.addBefore(NettyPipeline.ReactiveBridge, "lockstep.upstream", handler);
    } else {
      pipeline.addLast("lockstep.upstream", handler);
    }
  }

  /** Makes a failure a short cause: {@code Connection refused: /127.0.0.1:6379}. */
  static String cause(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
