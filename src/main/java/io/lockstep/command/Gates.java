package io.lockstep.command;

import io.lockstep.resp.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request has to pass before it is executed, in Redis' order ({@code processCommand}). */
final class Gates {

  private static final Logger LOG = LoggerFactory.getLogger(Gates.class);
  private static final long UNSAVABLE_NOTED_EVERY_MS = 10_000;

  private final Node node;
  private long unsavableNotedAtMs;

  Gates(Node node) {
    this.node = node;
  }

  /** The error to a request that is no command, or not in a command's form. */
  @Nullable String shapeRefusal(
      CommandTable.@Nullable Entry entry, Request request, Client client) {
    if (entry == null) {
      return unknown(request);
    }
    if (entry.isContainer() && request.count() > 1) {
      return Errors.unknownSubcommand(request.text(1), entry.command().name());
    }
    Command command = entry.command();
    if (!command.admits(request.count())) {
      return Errors.wrongArity(command.fullName());
    }
    if (command.has(CommandFlag.PROTECTED) && !node.settings().allowsProtected(command, client)) {
      return Errors.disabled(command.containerName().toUpperCase(Locale.ROOT));
    }
    return null;
  }

  /** The error to a command that this client may not give here and now. */
  @Nullable String refusal(Client client, Command command) {
    if (needsPassword(client) && !command.has(CommandFlag.NO_AUTH)) {
      return Errors.NO_AUTH;
    }
    if (client.transaction != null && command.has(CommandFlag.NO_MULTI)) {
      return "ERR Command not allowed inside a transaction";
    }
    if (lacksMemory(client, command)) {
      return Errors.OUT_OF_MEMORY;
    }
    boolean writes = writes(client, command);
    if (node.saving().refusesWrites() && (writes || command.name().equals("ping"))) {
      if (!client.isMaster()) {
        return Errors.CANNOT_SAVE;
      }
      noteUnsavable();
    }
    if (writes && !client.isMaster() && node.lacksReplicas()) {
      return Errors.NO_REPLICAS;
    }
    if (writes && !client.isMaster() && node.isReadOnlyReplica()) {
      return Errors.READ_ONLY;
    }
    if (client.hearsOnlyMessages() && !mayComeBetweenMessages(command)) {
      return Errors.notWhileSubscribed(command.fullName());
    }
    if (node.isStale() && !declares(client, command, CommandFlag.STALE)) {
      return Errors.MASTER_DOWN;
    }
    if (node.isLoading() && !declares(client, command, CommandFlag.LOADING)) {
      return Errors.LOADING;
    }
    if (client.isReplica() && touchesKeys(command)) {
      return Errors.REPLICA_KEYSPACE;
    }
    return null;
  }

  /** What the master has done is done here too, whatever becomes of the file. */
  private void noteUnsavable() {
    if (node.nowMs() >= unsavableNotedAtMs + UNSAVABLE_NOTED_EVERY_MS) {
      unsavableNotedAtMs = node.nowMs();
      LOG.warn("Replica is applying a command even though it is unable to write to disk.");
    }
  }

  /** Whether a client must log in first: a password is asked for, and it has not told it. */
  boolean needsPassword(Client client) {
    return !client.authenticated && node.settings().requiresPassword && !client.isMaster();
  }

  private boolean lacksMemory(Client client, Command command) {
    return node.settings().maxmemory > 0
        && !node.makeRoom()
        && (command.has(CommandFlag.DENYOOM)
            || execHas(client, command, CommandFlag.DENYOOM)
            || wouldBeQueued(client, command));
  }

  /** A queue takes memory too, so that nothing is queued when there is none. */
  private static boolean wouldBeQueued(Client client, Command command) {
    return client.transaction != null
        && !command.name().equals("exec")
        && !command.name().equals("discard")
        && !command.name().equals("quit")
        && !command.name().equals("reset");
  }

  private static boolean writes(Client client, Command command) {
    return command.has(CommandFlag.WRITE) || execHas(client, command, CommandFlag.WRITE);
  }

  private static boolean declares(Client client, Command command, CommandFlag flag) {
    if (!command.has(flag)) {
      return false;
    }
    return client.transaction == null
        || !command.name().equals("exec")
        || client.transaction.queue().stream().allMatch(q -> q.entry().command().has(flag));
  }

  private static boolean execHas(Client client, Command command, CommandFlag flag) {
    return client.transaction != null
        && command.name().equals("exec")
        && client.transaction.has(flag);
  }

  private static boolean mayComeBetweenMessages(Command command) {
    return switch (command.name()) {
      case "ping", "quit", "reset" -> true;
      case "subscribe", "psubscribe", "ssubscribe" -> true;
      case "unsubscribe", "punsubscribe", "sunsubscribe" -> true;
      default -> false;
    };
  }

  private static boolean touchesKeys(Command command) {
    return command.has(CommandFlag.WRITE) || command.has(CommandFlag.READONLY);
  }

  /** Whether the clients' pause holds the command back. */
  boolean mustWait(Client client, Command command) {
    if (!node.pause().isActive(node.nowMs()) || client.isReplica()) {
      return false;
    }
    return node.pause().holdsEverything(node.nowMs())
        || writes(client, command)
        || command.has(CommandFlag.MAY_REPLICATE)
        || execHas(client, command, CommandFlag.MAY_REPLICATE);
  }

  private static String unknown(Request request) {
    StringBuilder arguments = new StringBuilder();
    for (int i = 1; i < request.count() && arguments.length() < 128; i++) {
      String text = Errors.shown(request.text(i));
      int room = 128 - arguments.length();
      arguments.append('\'').append(text, 0, Math.min(room, text.length())).append("' ");
    }
    return Errors.unknownCommand(Errors.shown(request.text(0)), arguments.toString());
  }
}
