package io.lockstep.command.connection;

import static io.lockstep.command.Command.command;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import java.util.List;

/** The verbs about a connection itself: greeting, password, database, farewell. */
public final class ConnectionCommands {

  private static final String ANYTIME = "noscript loading stale fast no_auth allow_busy";

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("ping", -1, "fast", "connection", ConnectionCommands::ping),
          command("echo", 2, "loading stale fast", "connection", ConnectionCommands::echo),
          command("select", 2, "loading stale fast", "connection", ConnectionCommands::select),
          command("quit", -1, ANYTIME, "connection", ConnectionCommands::quit),
          command("reset", 1, ANYTIME, "connection", ConnectionCommands::reset),
          command("hello", -1, ANYTIME, "connection", HelloCommand::run),
          command("auth", -2, ANYTIME, "connection", ConnectionCommands::auth));

  private ConnectionCommands() {}

  private static void ping(Call call) {
    if (call.count() > 2) {
      throw new CommandException(Errors.wrongArity("ping"));
    }
    if (call.client().hearsOnlyMessages()) {
      pingBetweenMessages(call);
    } else if (call.count() == 1) {
      call.reply().simple("PONG");
    } else {
      echo(call);
    }
  }

  /** In the form of a message, so that it can't be taken for another command's reply. */
  private static void pingBetweenMessages(Call call) {
    call.reply().array(2);
    call.reply().text("pong");
    if (call.count() == 1) {
      call.reply().text("");
    } else {
      echo(call);
    }
  }

  private static void echo(Call call) {
    call.reply().bulk(call.bytes(), call.start(1), call.length(1));
  }

  private static void select(Call call) {
    call.client().database = index(call);
    call.ok();
  }

  private static int index(Call call) {
    long index = call.arguments().int32(1);
    if (index < 0 || index >= call.node().keyspace().databaseCount()) {
      throw new CommandException(Errors.DB_OUT_OF_RANGE);
    }
    return (int) index;
  }

  private static void quit(Call call) {
    call.client().closeAfterReply();
    call.ok();
  }

  private static void reset(Call call) {
    Client client = call.client();
    if (client.isReplica() || client.isMaster()) {
      throw new CommandException("ERR can only reset normal client connections");
    }
    call.node().discardTransaction(client);
    call.node().subscriptions().forget(client);
    client.forgetChoices();
    Passwords.forget(call.node(), client);
    call.reply().protocol(client.protocol);
    call.reply().simple("RESET");
  }

  private static void auth(Call call) {
    if (call.count() > 3) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (call.count() == 2) {
      Passwords.requirePassword(call.node());
      Passwords.admit(call, "default", 1);
    } else {
      Passwords.admit(call, call.text(1), 2);
    }
    call.ok();
  }
}
