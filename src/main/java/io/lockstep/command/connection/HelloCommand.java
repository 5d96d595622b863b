package io.lockstep.command.connection;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.CommandException;
import io.lockstep.command.info.RedisVersion;
import io.lockstep.resp.ReplyWriter;
import org.jspecify.annotations.Nullable;

/** HELLO: the protocol's version, and optionally a password and a name, in one request. */
final class HelloCommand {

  private static final String NOT_A_VERSION =
      "ERR Protocol version is not an integer or out of range";
  private static final String NO_AUTH =
      "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
          + " <proto> AUTH <user> <pass> option can be used to authenticate the client and select"
          + " the RESP protocol version at the same time";

  private int version;
  private int user; // index of the argument, 0 if there is none
  private @Nullable String name;

  private HelloCommand(int version) {
    this.version = version;
  }

  static void run(Call call) {
    HelloCommand hello = new HelloCommand(call.client().protocol);
    hello.readVersion(call);
    hello.readOptions(call);
    hello.act(call);
    hello.answer(call);
  }

  private void readVersion(Call call) {
    if (call.count() > 1) {
      long asked = call.arguments().number(1, NOT_A_VERSION);
      if (asked != 2 && asked != 3) {
        throw new CommandException("NOPROTO unsupported protocol version");
      }
      version = (int) asked;
    }
  }

  private void readOptions(Call call) {
    int i = 2;
    while (i < call.count()) {
      int more = call.count() - i - 1;
      if (call.is(i, "AUTH") && more >= 2) {
        user = i + 1;
        i += 3;
      } else if (call.is(i, "SETNAME") && more >= 1) {
        name = call.text(i + 1);
        ClientNames.check(name);
        i += 2;
      } else {
        throw new CommandException("ERR Syntax error in HELLO option '" + call.text(i) + "'");
      }
    }
  }

  private void act(Call call) {
    Client client = call.client();
    if (user > 0) {
      Passwords.admit(call, call.text(user), user + 1);
    }
    if (call.node().settings().requiresPassword && !client.authenticated) {
      throw new CommandException(NO_AUTH);
    }
    if (name != null) {
      client.name = name;
    }
    client.protocol = version;
  }

  private void answer(Call call) {
    ReplyWriter reply = call.reply();
    reply.protocol(version);
    reply.map(7);
    pair(reply, "server", "redis");
    pair(reply, "version", RedisVersion.TEXT);
    reply.text("proto");
    reply.integer(version);
    reply.text("id");
    reply.integer(call.client().id());
    pair(reply, "mode", "standalone");
    pair(reply, "role", call.node().replication().isReplica() ? "replica" : "master");
    reply.text("modules");
    reply.array(0);
  }

  private static void pair(ReplyWriter reply, String key, String value) {
    reply.text(key);
    reply.text(value);
  }
}
