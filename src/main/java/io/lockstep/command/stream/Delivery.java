package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.keyspace.StreamWalk;

/** The reading of one stream by a consumer of a group. */
final class Delivery {
  private final Call call;
  private final StreamValue stream;
  private final GroupValue group;
  private final GroupLog log;
  private final EntryReply reply;
  private final EntryId id = new EntryId();
  private final EntryId last = new EntryId();
  private final PendingEntry pending;

  Delivery(Call call, StreamValue stream, int key, int groupArgument) {
    this.call = call;
    this.stream = stream;
    this.group = stream.group();
    this.log = new GroupLog(call, key, groupArgument);
    this.reply = new EntryReply(call);
    this.pending = new PendingEntry(call.records());
  }

  GroupLog log() {
    return log;
  }

  /**
   * Moves the group's view to the consumer that an argument names, and makes it if need be; returns
   * whether it was made.
   */
  static boolean consumerOf(Call call, GroupValue group, int consumer, int key) {
    boolean isThere = group.findConsumer(call.bytes(), call.start(consumer), call.length(consumer));
    if (isThere) {
      group.consumer().seen(call.nowMs());
    } else {
      create(call, group, consumer, key);
    }
    return !isThere;
  }

  /** Makes the consumer that an argument names. */
  static void create(Call call, GroupValue group, int consumer, int key) {
    group.createConsumer(
        call.bytes(), call.start(consumer), call.length(consumer), call.nowMs(), -1);
    call.changed();
    call.event(EventClass.STREAM, "xgroup-createconsumer", key);
  }

  /** Answers entries behind an id that are delivered thereby. */
  void deliver(EntryId after, long count, boolean isAcknowledged) {
    StreamWalk entries = stream.entries().between(stream.record(), next(after), EntryId.largest());
    int mark = call.reply().deferArray();
    int written = 0;
    boolean hasMoved = false;
    while ((count == 0 || written < count) && entries.next()) {
      hasMoved |= moveTo(entries.id(id));
      reply.one(entries);
      if (!isAcknowledged) {
        expectAcknowledgement();
      }
      written++;
    }
    call.reply().settle(mark, written);
    if (hasMoved && isAcknowledged) {
      log.moved(group); // else the claims say it
    }
    if (written > 0 && !isAcknowledged) {
      group.consumer().active(call.nowMs());
    }
  }

  private static EntryId next(EntryId after) {
    EntryId from = new EntryId().set(after);
    from.increment();
    return from;
  }

  /** The group has come to an entry; returns whether it was not there yet. */
  private boolean moveTo(EntryId entry) {
    boolean isBehind = entry.compareTo(group.lastId(last)) > 0;
    if (isBehind) {
      group.setLastId(entry, Progress.entriesReadAt(stream, entry, group.entriesRead()));
    }
    return isBehind;
  }

  private void expectAcknowledgement() {
    group.assign(id, call.nowMs(), 1);
    group.findPending(id, pending);
    log.claimed(group, id, pending);
  }

  /** Answers again what is pending of the consumer behind an id. */
  void repeat(EntryId after, long count) {
    int mark = call.reply().deferArray();
    int written = 0;
    EntryId at = next(after);
    while ((count == 0 || written < count) && findOwn(at)) {
      repeatOne();
      written++;
      if (!at.set(id).increment()) {
        break;
      }
    }
    call.reply().settle(mark, written);
  }

  /** Shows the consumer's first pending entry from an id on. */
  private boolean findOwn(EntryId from) {
    boolean isThere = group.consumer().findPendingFrom(from, pending);
    if (isThere) {
      pending.id(id);
    }
    return isThere;
  }

  /** An entry that is gone from the stream is shown without fields, and not counted. */
  private void repeatOne() {
    StreamWalk entry = stream.entries().between(stream.record(), id, id);
    if (entry.next()) {
      reply.one(entry);
      group.assign(id, call.nowMs(), pending.deliveryCount() + 1);
    } else {
      call.reply().array(2);
      reply.id(id);
      call.reply().nullArray();
    }
  }
}
