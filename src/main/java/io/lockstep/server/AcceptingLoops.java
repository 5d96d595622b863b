package io.lockstep.server;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Accepts connections on a thread of its own and serves them on the engine's: so that the engine
 * can wait for a port to be bound, as CONFIG SET must.
 */
final class AcceptingLoops implements LoopResources {

  private final LoopResources acceptor = LoopResources.create("lockstep-accept", 1, true);
  private final LoopResources engine;

  AcceptingLoops(LoopResources engine) {
    this.engine = engine;
  }

  @Override
  public EventLoopGroup onServerSelect(boolean useNative) {
    return acceptor.onServer(useNative);
  }

  @Override
  public EventLoopGroup onServer(boolean useNative) {
    return engine.onServer(useNative);
  }

  /** Ends the accepting thread; the engine's is its owner's. */
  @Override
  public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
    return acceptor.disposeLater(quietPeriod, timeout);
  }
}
