package io.lockstep.command.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.resp.ReplyWriter;
import java.util.Locale;

/** DEBUG PROTOCOL: an example of each type of reply, for the tests of client libraries. */
final class DebugProtocol {

  private static final String UNKNOWN =
      "ERR Wrong protocol type name. Please use one of the following:"
          + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false";
  private static final byte[] TEXT = "This is a verbatim\nstring".getBytes(ISO_8859_1);

  private DebugProtocol() {}

  static void write(Call call) {
    ReplyWriter reply = call.reply();
    switch (call.text(2).toLowerCase(Locale.ROOT)) {
      case "string" -> reply.text("Hello World");
      case "integer" -> reply.integer(12345);
      case "double" -> reply.decimal(3.141);
      case "null" -> reply.nil();
      case "array" -> writeArray(reply);
      case "set" -> writeSet(reply);
      case "map" -> writeMap(reply);
      case "attrib" -> writeAttribute(reply);
      case "push" -> writePush(reply);
      case "true" -> reply.bool(true);
      case "false" -> reply.bool(false);
      case "verbatim" -> reply.verbatim("txt", TEXT);
      case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
      default -> throw new CommandException(UNKNOWN);
    }
  }

  private static void writeArray(ReplyWriter reply) {
    reply.array(3);
    writeNumbers(reply);
  }

  private static void writeSet(ReplyWriter reply) {
    reply.set(3);
    writeNumbers(reply);
  }

  private static void writeNumbers(ReplyWriter reply) {
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
    }
  }

  private static void writeMap(ReplyWriter reply) {
    reply.map(3);
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
      reply.bool(i == 1);
    }
  }

  private static void writeAttribute(ReplyWriter reply) {
    if (reply.protocol() >= 3) {
      reply.attribute(1);
      reply.text("key-popularity");
      reply.array(2);
      reply.text("key:123");
      reply.integer(90);
    }
    reply.text("Some real reply following the attribute");
  }

  private static void writePush(ReplyWriter reply) {
    if (reply.protocol() < 3) {
      throw new CommandException("ERR RESP2 is not supported by this command");
    }
    reply.push(2);
    reply.text("server-cpu-usage");
    reply.integer(42);
    reply.text("Some real reply following the push reply");
  }
}
