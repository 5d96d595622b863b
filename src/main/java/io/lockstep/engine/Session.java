package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import org.jspecify.annotations.Nullable;

/** A client with what it has sent and not yet been answered. */
public final class Session {

  private final Client client;
  private final RequestDecoder decoder;

  /** A request that waits for the end of a pause; nothing after it is decoded. */
  @Nullable Request parked;

  /** Whether nothing is decoded until it has read most of its replies. */
  boolean isHeld;

  /** Whether it was cut off; nothing more is sent to it. */
  boolean isCut;

  /** Whether replies wait for the end of the turn. */
  boolean isAnswered;

  long softLimitSinceMs = -1;
  long emptyLines;

  Session(Client client, ProtocolLimits limits) {
    this.client = client;
    this.decoder = new RequestDecoder(limits);
    client.input(decoder);
  }

  /** Gives the memory of a burst back. */
  void shrinkWhenIdle() {
    if (parked == null) {
      decoder.shrinkWhenIdle();
    }
  }

  /** Who it is. */
  public Client client() {
    return client;
  }

  /** Where its bytes go. */
  public RequestDecoder decoder() {
    return decoder;
  }
}
