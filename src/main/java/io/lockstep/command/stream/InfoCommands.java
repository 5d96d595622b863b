package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.ConsumerReader;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupReader;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.PendingWalk;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.keyspace.StreamWalk;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.ReplyWriter;

/** XINFO: what is known of streams, groups and consumers. */
final class InfoCommands {
  private static final int KEY = 2;
  private static final int GROUP = 3;
  private static final int OPTIONS = 3;
  private static final long USUAL_COUNT = 10;

  static final String[] HELP = {
    "CONSUMERS <key> <groupname>",
    "    Show consumers of <groupname>.",
    "GROUPS <key>",
    "    Show the stream consumer groups.",
    "STREAM <key> [FULL [COUNT <count>]",
    "    Show information about the stream.",
  };

  private InfoCommands() {}

  private static StreamValue stream(Call call, int key) {
    int record = call.read(key);
    if (record == Database.NONE) {
      throw new CommandException(Errors.NO_SUCH_KEY);
    }
    return Streams.at(call, call.require(record, RecordType.STREAM));
  }

  // ---- groups and consumers

  static void groups(Call call) {
    StreamValue stream = stream(call, KEY);
    GroupValue group = stream.group();
    call.reply().array(stream.groupCount());
    for (boolean more = stream.firstGroup(group); more; more = stream.nextGroup(group)) {
      call.reply().map(6);
      name(call, group);
      number(call, "consumers", group.consumerCount());
      number(call, "pending", group.pendingCount());
      id(call, "last-delivered-id", group.lastId(new EntryId()));
      progress(call, stream, group);
    }
  }

  private static void progress(Call call, StreamValue stream, GroupReader group) {
    numberOrNil(call, "entries-read", group.entriesRead());
    numberOrNil(call, "lag", Progress.lag(stream, group));
  }

  static void consumers(Call call) {
    StreamValue stream = stream(call, KEY);
    if (!Streams.findGroup(call, stream, GROUP)) {
      throw Streams.noGroupOfKey(call, KEY, GROUP);
    }
    GroupValue group = stream.group();
    ConsumerReader consumer = group.consumer();
    call.reply().array(group.consumerCount());
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      call.reply().map(4);
      name(call, consumer);
      number(call, "pending", consumer.pendingCount());
      number(call, "idle", Math.max(0, call.nowMs() - consumer.seenAtMs()));
      number(call, "inactive", inactiveMs(call, consumer));
    }
  }

  private static long inactiveMs(Call call, ConsumerReader consumer) {
    long activeAtMs = consumer.activeAtMs();
    return activeAtMs == -1 ? -1 : Math.max(0, call.nowMs() - activeAtMs);
  }

  // ---- streams

  static void stream(Call call) {
    StreamValue stream = stream(call, KEY);
    if (call.count() == OPTIONS) {
      call.reply().map(10);
      whole(call, stream);
      ends(call, stream);
    } else {
      long count = fullCount(call);
      call.reply().map(9);
      whole(call, stream);
      full(call, stream, count);
    }
  }

  private static long fullCount(Call call) {
    int options = call.count() - OPTIONS;
    boolean hasCount = options == 3 && call.is(OPTIONS + 1, "COUNT");
    if ((options != 1 && !hasCount) || !call.is(OPTIONS, "FULL")) {
      throw new CommandException(Errors.wrongSubcommand("XINFO", call.text(1)));
    }
    return hasCount ? Streams.count(call, OPTIONS + 2, USUAL_COUNT) : USUAL_COUNT;
  }

  private static void whole(Call call, StreamValue stream) {
    EntryId id = new EntryId();
    number(call, "length", stream.length());
    number(call, "radix-tree-keys", stream.blockCount());
    number(call, "radix-tree-nodes", stream.blockCount() + 1); // as of Redis' tree, about
    id(call, "last-generated-id", stream.lastId(id));
    id(call, "max-deleted-entry-id", stream.maxDeletedId(id));
    number(call, "entries-added", stream.entriesAdded());
    id(call, "recorded-first-entry-id", stream.firstId(id));
  }

  private static void ends(Call call, StreamValue stream) {
    int record = stream.record();
    EntryId zero = new EntryId();
    EntryId largest = EntryId.largest();
    number(call, "groups", stream.groupCount());
    entry(call, "first-entry", stream.entries().between(record, zero, largest));
    entry(call, "last-entry", stream.entries().backwards(record, zero, largest));
  }

  private static void entry(Call call, String name, StreamWalk entries) {
    call.reply().text(name);
    if (entries.next()) {
      new EntryReply(call).one(entries);
    } else {
      call.reply().nil();
    }
  }

  private static void full(Call call, StreamValue stream, long count) {
    call.reply().text("entries");
    new EntryReply(call).array(stream.entries().all(stream.record()), count);
    call.reply().text("groups");
    call.reply().array(stream.groupCount());
    GroupValue group = stream.group();
    for (boolean more = stream.firstGroup(group); more; more = stream.nextGroup(group)) {
      fullGroup(call, stream, group, count);
    }
  }

  private static void fullGroup(Call call, StreamValue stream, GroupValue group, long count) {
    call.reply().map(7);
    name(call, group);
    id(call, "last-delivered-id", group.lastId(new EntryId()));
    progress(call, stream, group);
    number(call, "pel-count", group.pendingCount());
    pending(call, group.deliveries().of(group, new EntryId(), EntryId.largest()), count, true);
    call.reply().text("consumers");
    call.reply().array(group.consumerCount());
    ConsumerReader consumer = group.consumer();
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      fullConsumer(call, group, consumer, count);
    }
  }

  private static void fullConsumer(
      Call call, GroupValue group, ConsumerReader consumer, long count) {
    call.reply().map(5);
    name(call, consumer);
    number(call, "seen-time", consumer.seenAtMs());
    number(call, "active-time", consumer.activeAtMs());
    number(call, "pel-count", consumer.pendingCount());
    pending(call, group.deliveries().of(consumer, new EntryId(), EntryId.largest()), count, false);
  }

  private static void pending(Call call, PendingWalk walk, long count, boolean isOfGroup) {
    ReplyWriter reply = call.reply();
    reply.text("pending");
    int mark = reply.deferArray();
    int written = 0;
    while ((count == 0 || written < count) && walk.next()) {
      PendingEntry entry = walk.entry();
      reply.array(isOfGroup ? 4 : 3);
      Ids.write(call, entry.id(new EntryId()));
      if (isOfGroup) {
        entry.owner(call.element());
        call.bulk(call.element());
      }
      reply.integer(entry.deliveredAtMs());
      reply.integer(entry.deliveryCount());
      written++;
    }
    reply.settle(mark, written);
  }

  // ---- fields

  private static void name(Call call, GroupReader group) {
    call.reply().text("name");
    group.name(call.element());
    call.bulk(call.element());
  }

  private static void name(Call call, ConsumerReader consumer) {
    call.reply().text("name");
    consumer.name(call.element());
    call.bulk(call.element());
  }

  private static void number(Call call, String name, long value) {
    call.reply().text(name);
    call.reply().integer(value);
  }

  private static void numberOrNil(Call call, String name, long value) {
    call.reply().text(name);
    if (value == GroupReader.UNKNOWN) {
      call.reply().nil();
    } else {
      call.reply().integer(value);
    }
  }

  private static void id(Call call, String name, EntryId id) {
    call.reply().text(name);
    Ids.write(call, id);
  }
}
