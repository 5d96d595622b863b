package io.lockstep.engine;

import io.lockstep.command.Call;
import io.lockstep.replication.downstream.ReplicaState;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.Target;
import io.lockstep.resp.ReplyWriter;
import java.util.List;

/** ROLE's reply (Redis, {@code roleCommand}). */
final class RoleReply {

  private RoleReply() {}

  static void write(Call call, Replicator replicator) {
    Target master = replicator.master();
    if (master == null) {
      writeMaster(call.reply(), replicator);
    } else {
      writeReplica(call.reply(), replicator, master);
    }
  }

  private static void writeMaster(ReplyWriter reply, Replicator replicator) {
    List<ReplicaLink> online =
        replicator.downstream().replicas().stream()
            .filter(link -> link.state() instanceof ReplicaState.Online)
            .toList();
    reply.array(3);
    reply.text("master");
    reply.integer(replicator.log().offset());
    reply.array(online.size());
    for (ReplicaLink link : online) {
      reply.array(3);
      reply.text(link.address());
      reply.text(Integer.toString(link.port()));
      reply.text(Long.toString(link.state().ackOffset()));
    }
  }

  private static void writeReplica(ReplyWriter reply, Replicator replicator, Target master) {
    LinkState state = replicator.upstream().state();
    reply.array(5);
    reply.text("slave");
    reply.text(master.host());
    reply.integer(master.port());
    reply.text(state.name().roleName());
    reply.integer(state instanceof LinkState.Connected ? replicator.log().offset() : -1);
  }
}
