package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Connection;
import io.lockstep.engine.Engine;
import io.lockstep.resp.Request;
import java.nio.ByteBuffer;

/**
 * An operator's seat at a node: what is asked is answered in the same moment, or once the clients'
 * pause has ended; then the seat stays taken until that.
 */
final class Console implements Connection {

  private final StringBuilder answer = new StringBuilder();

  private Console() {}

  /** Executes one command; its reply as it would be on the wire, empty during a pause. */
  static String ask(Engine engine, String... command) {
    Console console = new Console();
    AcceptedClient seat = new AcceptedClient(engine, engine.accept(console));
    byte[] request = Request.of(command).bytes();
    seat.received(request, request.length);
    if (!console.answer.isEmpty()) {
      seat.closed("The operator leaves.");
    }
    return console.answer.toString();
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    answer.append(new String(bytes, start, length, ISO_8859_1));
  }

  @Override
  public void write(ByteBuffer bytes, Written written) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    write(copy, 0, copy.length);
    written.ended(true);
  }

  @Override
  public void flush() {}

  @Override
  public long unsentBytes() {
    return 0;
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    action.run();
  }

  @Override
  public void close() {}

  @Override
  public void abort() {}

  @Override
  public void reading(boolean on) {}

  @Override
  public String remoteAddress() {
    return "console:0";
  }

  @Override
  public String localAddress() {
    return "console:0";
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
