package io.lockstep.command.replica;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.parameter.ClusterParameters.CLUSTER_ENABLED;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.ReplicaWait;
import io.lockstep.command.Replication;
import java.util.List;

/** The verbs that make and feed replicas, and those that tell of them. */
public final class ReplicationCommands {

  private static final String SYNC_FLAGS = "admin noscript no_async_loading no_multi";
  private static final int MAX_PORT = 65_535;

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          replicaOfRow("replicaof"),
          replicaOfRow("slaveof"),
          command(
              "role",
              1,
              "noscript loading stale fast",
              "admin dangerous",
              ReplicationCommands::role),
          command(
              "replconf", -1, "admin noscript loading stale allow_busy", "", ReplconfCommand::run),
          command("psync", -3, SYNC_FLAGS, "", ReplicationCommands::psync),
          command("sync", 1, SYNC_FLAGS, "", ReplicationCommands::sync),
          command("wait", 3, "blocking", "connection", ReplicationCommands::await));

  private ReplicationCommands() {}

  private static Command replicaOfRow(String name) {
    return command(
        name, 3, "admin noscript stale no_async_loading", "", ReplicationCommands::replicaOf);
  }

  private static void replicaOf(Call call) {
    if (call.node().parameters().get(CLUSTER_ENABLED)) {
      throw new CommandException("ERR REPLICAOF not allowed in cluster mode.");
    }
    if (call.is(1, "NO") && call.is(2, "ONE")) {
      call.node().replication().promote();
      call.ok();
      return;
    }
    if (call.client().isReplica()) {
      throw new CommandException("ERR Command is not valid when client is a replica.");
    }
    int port = (int) call.arguments().numberBetween(2, 0, MAX_PORT, "ERR Invalid master port");
    call.reply().simple(call.node().replication().replicaOf(call.text(1), port));
  }

  private static void role(Call call) {
    call.node().replication().writeRole(call);
  }

  // ---- SYNC and PSYNC

  private static void psync(Call call) {
    if (call.client().isReplica()) {
      return;
    }
    if (call.count() > 3 && call.is(3, "FAILOVER")) {
      takeOver(call);
    }
    requireNothingPending(call);
    call.node().replication().psync(call.client(), call.text(1), call.arguments().number(2));
  }

  /** A master that steps down sends this: with the same history at hand, its replica takes over. */
  private static void takeOver(Call call) {
    Replication replication = call.node().replication();
    if (!replication.isReplica()) {
      throw new CommandException("ERR PSYNC FAILOVER can't be sent to a master.");
    }
    if (!call.text(1).equalsIgnoreCase(replication.log().replid())) {
      throw new CommandException("ERR PSYNC FAILOVER replid must match my replid.");
    }
    replication.promote();
  }

  private static void sync(Call call) {
    if (!call.client().isReplica()) {
      requireNothingPending(call);
      call.node().replication().sync(call.client());
    }
  }

  /** What follows is the stream; an earlier reply in it would be taken for a part of it. */
  private static void requireNothingPending(Call call) {
    if (call.reply().length() > 0 || call.client().connection().unsentBytes() > 0) {
      throw new CommandException("ERR SYNC and PSYNC are invalid with pending output");
    }
  }

  // ---- WAIT

  /**
   * Tells how many replicas have acknowledged the client's last write. If that is fewer than asked
   * for, it asks replicas to acknowledge, and answers when they have, or when the time is up; at
   * once inside a transaction.
   */
  private static void await(Call call) {
    Replication replication = call.node().replication();
    if (replication.isReplica()) {
      throw new CommandException(
          "ERR WAIT cannot be used with replica instances. Please also note that since Redis 4.0"
              + " if a replica is configured to be writable (which is not the default) writes to"
              + " replicas are just local and are not propagated.");
    }
    long wanted = call.arguments().number(1);
    long untilMs = call.arguments().deadline(2) == call.nowMs() ? 0 : call.arguments().deadline(2);
    long offset = call.client().lastWriteOffset;
    int reached = replication.replicasAt(offset);
    if (reached >= wanted || call.isQueued()) {
      call.reply().integer(reached);
      return;
    }
    call.client().block(new ReplicaWait(wanted, offset, untilMs));
    call.node().propagation().askForAcknowledgements();
  }
}
