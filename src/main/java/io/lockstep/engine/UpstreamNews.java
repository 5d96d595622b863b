package io.lockstep.engine;

import io.lockstep.replication.upstream.Checkpoint;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.LinkState.AwaitPayload;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Connecting;
import io.lockstep.replication.upstream.LinkState.Introduction;
import io.lockstep.replication.upstream.LinkState.Loading;
import io.lockstep.replication.upstream.LinkState.PingReply;
import io.lockstep.replication.upstream.LinkState.PsyncAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that people and tools look for in a replica's log, in Redis' words. */
final class UpstreamNews {

  private UpstreamNews() {}

  /** What to say when the link went from one state to another. */
  static List<String> lines(LinkState before, LinkState next) {
    return switch (next) {
      case PingReply _ when before instanceof Connecting ->
          List.of("Non blocking connect for SYNC fired the event.");
      case Introduction _ when before instanceof PingReply ->
          List.of("Master replied to PING, replication can continue...");
      case PsyncAnswer answer when before instanceof Introduction ->
          List.of(request(answer.course().cached()));
      case AwaitPayload(_, var snapshot, _, _)
          when before instanceof PsyncAnswer && snapshot != null ->
          List.of("Full resync from master: " + snapshot.replid() + ":" + snapshot.offset());
      case Connected _ when before instanceof PsyncAnswer ->
          List.of(
              "Successful partial resynchronization with master.",
              "MASTER <-> REPLICA sync: Master accepted a Partial Resynchronization.");
      case Loading _ when !(before instanceof Loading) ->
          List.of("MASTER <-> REPLICA sync: Loading DB in memory");
      case LinkState _ when before instanceof Connected && !(next instanceof Connected) ->
          List.of("Connection with master lost.", "Caching the disconnected master state.");
      default -> List.of();
    };
  }

  private static String request(@Nullable Checkpoint cached) {
    return cached == null
        ? "Partial resynchronization not possible (no cached master)"
        : "Trying a partial resynchronization (request %s:%d)."
            .formatted(cached.replid(), cached.offset() + 1);
  }
}
