package io.lockstep.simulation;

import io.lockstep.engine.Engine;
import io.lockstep.engine.Session;
import io.lockstep.resp.ProtocolException;

/** Hands what a client sends to the engine, as the socket room does. */
final class AcceptedClient implements WireEnd.Receiver {

  private final Engine engine;
  private final Session session;

  AcceptedClient(Engine engine, Session session) {
    this.engine = engine;
    this.session = session;
  }

  @Override
  public void received(byte[] bytes, int length) {
    try {
      byte[] room = session.decoder().reserve(length);
      System.arraycopy(bytes, 0, room, session.decoder().writeIndex(), length);
      session.decoder().written(length);
      engine.received(session, length);
    } catch (ProtocolException tooMuch) {
      engine.broken(session, tooMuch);
    }
  }

  @Override
  public void closed(String cause) {
    engine.gone(session);
  }
}
