package io.lockstep.command;

import io.lockstep.resp.ReplyWriter;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of messages that no request asked for. What goes to the client whose command is being
 * executed waits until its reply is whole, that of EXEC included.
 */
public final class Pushes {

  private static final int KEPT_BYTES = 1 << 16;

  private final Control control;
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private @Nullable Client answered;

  Pushes(Control control) {
    this.control = control;
  }

  /** A client's request is about to be answered. */
  void begin(Client client) {
    answered = client;
  }

  /** Its reply is whole: what waited follows. */
  void end(ReplyWriter reply) {
    answered = null;
    if (waiting.size() > 0) {
      byte[] bytes = waiting.toByteArray();
      reply.raw(bytes, 0, bytes.length);
      waiting.reset();
      if (bytes.length > KEPT_BYTES) {
        waiting = new ByteArrayOutputStream();
      }
    }
  }

  /** Sends a client a whole message, in the protocol that it speaks. */
  void send(Client to, byte[] bytes, int start, int length) {
    if (to == answered) {
      waiting.write(bytes, start, length);
    } else {
      control.push(to, bytes, start, length);
    }
  }
}
