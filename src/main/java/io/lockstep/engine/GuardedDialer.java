package io.lockstep.engine;

import io.lockstep.command.Connection;

/** Dials masters; what their bytes break stops the engine, not just the connection. */
final class GuardedDialer implements UpstreamDialer {

  private final UpstreamDialer dialer;
  private final Faults faults;

  GuardedDialer(UpstreamDialer dialer, Faults faults) {
    this.dialer = dialer;
    this.faults = faults;
  }

  @Override
  public Runnable dial(String host, int port, long timeoutMs, Listener listener) {
    return dialer.dial(host, port, timeoutMs, new GuardedListener(listener));
  }

  private final class GuardedListener implements Listener {
    private final Listener listener;

    private GuardedListener(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void connected(Connection connection) {
      faults.guard(() -> listener.connected(new GuardedConnection(connection, faults)));
    }

    @Override
    public void failed(String cause) {
      faults.guard(() -> listener.failed(cause));
    }

    @Override
    public byte[] room(int length) {
      return listener.room(length);
    }

    @Override
    public void received(byte[] bytes, int start, int length) {
      faults.guard(() -> listener.received(bytes, start, length));
    }

    @Override
    public void closed(String cause) {
      faults.guard(() -> listener.closed(cause));
    }
  }
}
