package io.lockstep.server;

import io.lockstep.engine.EngineLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An engine's thread: one Netty event loop, which also serves the sockets. */
final class EventLoopBeat implements EngineLoop {

  private final EventLoop loop;

  EventLoopBeat(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public void after(long delayMs, Runnable task) {
    if (!loop.isShuttingDown()) {
      loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void sleep(long nanos) {
    long endNanos = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = endNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
