package io.lockstep.command.connection;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Node;
import io.lockstep.command.Transaction;
import io.lockstep.command.Watches;
import java.util.List;

/** MULTI, EXEC, DISCARD, WATCH and UNWATCH. */
public final class TransactionCommands {

  private static final String FAST = "noscript loading stale fast allow_busy";

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("multi", 1, FAST, "transaction", TransactionCommands::multi),
          command(
              "exec",
              1,
              "noscript loading stale skip_slowlog",
              "transaction",
              TransactionCommands::exec),
          command("discard", 1, FAST, "transaction", TransactionCommands::discard),
          command(
              "watch", -2, FAST, "transaction", TransactionCommands::watch, keys("RO", 1, -1, 1)),
          command("unwatch", 1, FAST, "transaction", TransactionCommands::unwatch));

  private TransactionCommands() {}

  private static void multi(Call call) {
    Client client = call.client();
    if (client.transaction != null) {
      throw new CommandException("ERR MULTI calls can not be nested");
    }
    client.transaction = new Transaction();
    call.ok();
  }

  private static void discard(Call call) {
    open(call, "ERR DISCARD without MULTI");
    call.node().discardTransaction(call.client());
    call.ok();
  }

  private static void exec(Call call) {
    Client client = call.client();
    Transaction transaction = open(call, "ERR EXEC without MULTI");
    boolean broken = isBroken(call);
    call.node().watches().unwatch(client);
    try {
      if (transaction.isRefused()) {
        throw new CommandException(Errors.EXEC_ABORT);
      } else if (broken) {
        call.reply().nullArray();
      } else {
        call.dispatcher().executeQueued(client, transaction.queue());
      }
    } finally {
      call.node().discardTransaction(client);
    }
  }

  private static Transaction open(Call call, String error) {
    Transaction transaction = call.client().transaction;
    if (transaction == null) {
      throw new CommandException(error);
    }
    return transaction;
  }

  /** A key that has run out since WATCH has changed, though nothing has deleted it yet. */
  private static boolean isBroken(Call call) {
    Node node = call.node();
    return call.client().watchBroken || node.watches().anyExpired(call.client());
  }

  private static void watch(Call call) {
    Client client = call.client();
    if (client.transaction != null) {
      throw new CommandException("ERR WATCH inside MULTI is not allowed");
    }
    for (int i = 1; i < call.count() && !client.watchBroken; i++) {
      watch(call, call.request().copy(i));
    }
    call.ok();
  }

  private static void watch(Call call, byte[] key) {
    Node node = call.node();
    int database = call.client().database();
    boolean expired = node.liveKeys().state(database, key) == Watches.KeyState.EXPIRED;
    node.watches().watch(call.client(), database, key, expired);
  }

  private static void unwatch(Call call) {
    call.node().watches().unwatch(call.client());
    call.ok();
  }
}
