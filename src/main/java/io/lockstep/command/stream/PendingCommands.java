package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.ConsumerReader;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.PendingWalk;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import org.jspecify.annotations.Nullable;

/** XACK and XPENDING. */
final class PendingCommands {
  private static final int SHORT_FORM = 3;
  private static final int LEAST_LONG_FORM = 6;
  private static final int MOST = 9;

  private PendingCommands() {}

  // ---- XACK

  static void xack(Call call) {
    int record = call.read(1, RecordType.STREAM);
    int acknowledged = 0;
    if (record != Database.NONE) {
      StreamValue stream = Streams.at(call, record);
      if (Streams.findGroup(call, stream, 2)) {
        acknowledged = acknowledge(call, stream.group());
      }
    }
    call.reply().integer(acknowledged);
  }

  private static int acknowledge(Call call, GroupValue group) {
    EntryId id = new EntryId();
    for (int i = 3; i < call.count(); i++) {
      Ids.strict(call, i, id);
    }
    int acknowledged = 0;
    for (int i = 3; i < call.count(); i++) {
      acknowledged += group.acknowledge(Ids.strict(call, i, id)) ? 1 : 0;
    }
    if (acknowledged > 0) {
      call.changed();
    }
    return acknowledged;
  }

  // ---- XPENDING

  /** What the long form asks for. */
  private record Range(long minIdleMs, EntryId from, EntryId to, long count, int consumer) {}

  static void xpending(Call call) {
    int count = call.count();
    if (count != SHORT_FORM && (count < LEAST_LONG_FORM || count > MOST)) {
      throw new CommandException(Errors.SYNTAX);
    }
    @Nullable Range range = count == SHORT_FORM ? null : range(call);
    int record = call.read(1, RecordType.STREAM);
    if (record == Database.NONE || !Streams.findGroup(call, Streams.at(call, record), 2)) {
      throw Streams.noGroup(call, 1, 2);
    }
    GroupValue group = call.node().keyspace().streams().group();
    if (range == null) {
      summarize(call, group);
    } else {
      list(call, group, range);
    }
  }

  private static Range range(Call call) {
    int first = SHORT_FORM;
    long minIdleMs = 0;
    if (call.is(first, "IDLE")) {
      minIdleMs = call.arguments().number(first + 1);
      if (call.count() < 8) {
        throw new CommandException(Errors.SYNTAX);
      }
      first += 2;
    }
    long count = Streams.count(call, first + 2, 0);
    EntryId from = Ids.intervalStart(call, first, new EntryId());
    EntryId to = Ids.intervalEnd(call, first + 1, new EntryId());
    int consumer = first + 3 < call.count() ? first + 3 : 0;
    return new Range(minIdleMs, from, to, count, consumer);
  }

  private static void summarize(Call call, GroupValue group) {
    PendingEntry edge = new PendingEntry(call.records());
    EntryId id = new EntryId();
    call.reply().array(4);
    call.reply().integer(group.pendingCount());
    if (group.findPendingFrom(id, edge)) {
      Ids.write(call, edge.id(id));
      group.findLastPending(edge);
      Ids.write(call, edge.id(id));
      writeConsumers(call, group);
    } else {
      call.reply().nil();
      call.reply().nil();
      call.reply().nullArray();
    }
  }

  private static void writeConsumers(Call call, GroupValue group) {
    ConsumerReader consumer = group.consumer();
    int mark = call.reply().deferArray();
    int written = 0;
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      if (consumer.pendingCount() > 0) {
        call.reply().array(2);
        consumer.name(call.element());
        call.bulk(call.element());
        call.reply().bulk(consumer.pendingCount());
        written++;
      }
    }
    call.reply().settle(mark, written);
  }

  private static void list(Call call, GroupValue group, Range range) {
    int i = range.consumer();
    if (i == 0) {
      list(call, group.deliveries().of(group, range.from(), range.to()), range);
    } else if (group.findConsumer(call.bytes(), call.start(i), call.length(i))) {
      list(call, group.deliveries().of(group.consumer(), range.from(), range.to()), range);
    } else {
      call.reply().array(0);
    }
  }

  private static void list(Call call, PendingWalk walk, Range range) {
    int mark = call.reply().deferArray();
    int written = 0;
    EntryId id = new EntryId();
    while (written < range.count() && walk.next()) {
      PendingEntry entry = walk.entry();
      long idleMs = call.nowMs() - entry.deliveredAtMs();
      if (range.minIdleMs() == 0 || idleMs >= range.minIdleMs()) {
        call.reply().array(4);
        Ids.write(call, entry.id(id));
        entry.owner(call.element());
        call.bulk(call.element());
        call.reply().integer(Math.max(idleMs, 0));
        call.reply().integer(entry.deliveryCount());
        written++;
      }
    }
    call.reply().settle(mark, written);
  }
}
