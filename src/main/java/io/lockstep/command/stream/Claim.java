package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.keyspace.StreamWalk;
import org.jspecify.annotations.Nullable;

/** What a consumer takes over from others of its group. */
final class Claim {
  private final Call call;
  private final StreamValue stream;
  private final GroupValue group;
  private final GroupLog log;
  private final EntryReply reply;
  private final PendingEntry pending;
  private boolean hasLogged;

  /** For the consumer that the view of the group's consumers is turned to. */
  Claim(Call call, StreamValue stream, int groupArgument) {
    this.call = call;
    this.stream = stream;
    this.group = stream.group();
    this.log = new GroupLog(call, 1, groupArgument);
    this.reply = new EntryReply(call);
    this.pending = new PendingEntry(call.records());
  }

  GroupLog log() {
    return log;
  }

  /** Whether the log has heard of the group, and so of its last id. */
  boolean hasLogged() {
    return hasLogged;
  }

  /** What is pending under an id. */
  @Nullable PendingEntry find(EntryId id) {
    return group.findPending(id, pending) ? pending : null;
  }

  boolean isInStream(EntryId id) {
    return stream.contains(id);
  }

  /** Whether nobody has got an entry for so long. */
  boolean isIdle(PendingEntry entry, long minIdleMs) {
    return minIdleMs == 0 || call.nowMs() - entry.deliveredAtMs() >= minIdleMs;
  }

  /** What is pending has gone from the stream, and is pending no more. */
  void drop(EntryId id, PendingEntry entry) {
    propagate(id, entry);
    group.acknowledge(id);
  }

  void take(EntryId id, long deliveredAtMs, long count) {
    group.assign(id, deliveredAtMs, count);
    group.consumer().active(call.nowMs());
    group.findPending(id, pending);
    propagate(id, pending);
  }

  private void propagate(EntryId id, PendingEntry entry) {
    log.claimed(group, id, entry);
    hasLogged = true;
    call.changed();
  }

  /** Answers an entry or its id. */
  void answer(EntryId id, boolean onlyId) {
    if (onlyId) {
      reply.id(id);
      return;
    }
    StreamWalk entry = stream.entries().between(stream.record(), id, id);
    entry.next();
    reply.one(entry);
  }
}
