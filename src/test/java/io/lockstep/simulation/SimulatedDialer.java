package io.lockstep.simulation;

import io.lockstep.engine.UpstreamDialer;
import org.jspecify.annotations.Nullable;

/** Connects a node to its masters over the simulated network. */
final class SimulatedDialer implements UpstreamDialer {

  private final SimulatedNetwork network;
  private final Party owner;

  SimulatedDialer(SimulatedNetwork network, Party owner) {
    this.network = network;
    this.owner = owner;
  }

  @Override
  public Runnable dial(String host, int port, long timeoutMs, Listener listener) {
    Attempt attempt = new Attempt(listener);
    network.trace().note(owner.host(), "dials " + host, timeoutMs);
    network.dial(owner, host, timeoutMs, attempt::connected, attempt::failed);
    return attempt::giveUp;
  }

  /** One attempt, and the connection that comes of it. */
  private static final class Attempt implements WireEnd.Receiver {
    private final Listener listener;
    private @Nullable WireEnd end;
    private boolean isGivenUp;

    private Attempt(Listener listener) {
      this.listener = listener;
    }

    private void connected(WireEnd connection) {
      end = connection;
      if (isGivenUp) {
        connection.abort();
      } else {
        listener.connected(connection);
        connection.attach(this);
      }
    }

    private void failed(String cause) {
      if (!isGivenUp) {
        isGivenUp = true;
        listener.failed(cause);
      }
    }

    private void giveUp() {
      isGivenUp = true;
      if (end != null) {
        end.abort();
      }
    }

    @Override
    public void received(byte[] bytes, int length) {
      if (!isGivenUp) {
        byte[] room = listener.room(length);
        System.arraycopy(bytes, 0, room, 0, length);
        listener.received(room, 0, length);
      }
    }

    @Override
    public void closed(String cause) {
      if (!isGivenUp) {
        isGivenUp = true;
        listener.closed(cause);
      }
    }
  }
}
