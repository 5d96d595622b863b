package io.lockstep.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The one loop that an engine lives on. On Linux it lingers over its sockets before it sleeps, see
 * {@link Lingering}.
 */
final class EngineLoops implements LoopResources {

  private final EventLoopGroup group;

  private EngineLoops(EventLoopGroup group) {
    this.group = group;
  }

  /**
   * A loop of its own thread.
   *
   * @param lingerNanos how long it looks for input before it sleeps; 0 for not at all
   */
  static LoopResources create(long lingerNanos) {
    return Epoll.isAvailable()
        ? new EngineLoops(
            new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("lockstep-epoll", true),
                EpollIoHandler.newFactory(0, () -> new Lingering(lingerNanos))))
        : LoopResources.create("lockstep", 1, true);
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return group;
  }

  @Override
  public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    return Mono.<Void>create(
        ending ->
            group
                .shutdownGracefully(
                    quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                .addListener(_ -> ending.success()));
  }
}
