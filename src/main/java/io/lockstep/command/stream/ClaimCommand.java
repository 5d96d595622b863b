package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import org.jspecify.annotations.Nullable;

/** XCLAIM: gives a consumer what is pending of others. */
final class ClaimCommand {
  private static final int GROUP = 2;
  private static final int CONSUMER = 3;
  private static final int MIN_IDLE = 4;
  private static final int FIRST_ID = 5;
  private static final long NOT_GIVEN = -1;

  private final Call call;
  private long minIdleMs;
  private int behindIds;
  private long deliveredAtMs = NOT_GIVEN;
  private long retryCount = NOT_GIVEN;
  private boolean isForced;
  private boolean onlyIds;
  private final EntryId last = new EntryId();

  private ClaimCommand(Call call) {
    this.call = call;
  }

  static void xclaim(Call call) {
    call.effects().keepFromLog(); // it gets the effects instead
    new ClaimCommand(call).run();
  }

  private void run() {
    int record = call.read(1, RecordType.STREAM);
    if (record == Database.NONE || !Streams.findGroup(call, Streams.at(call, record), GROUP)) {
      throw Streams.noGroup(call, 1, GROUP);
    }
    StreamValue stream = call.node().keyspace().streams();
    minIdleMs = minIdle(call, "XCLAIM");
    readIds();
    for (int i = behindIds; i < call.count(); ) {
      i = readOption(i, i + 1 < call.count());
    }
    if (deliveredAtMs == NOT_GIVEN || deliveredAtMs < 0 || deliveredAtMs > call.nowMs()) {
      deliveredAtMs = call.nowMs();
    }
    claimAll(stream, stream.group());
  }

  static long minIdle(Call call, String command) {
    long idleMs =
        call.arguments().number(MIN_IDLE, "ERR Invalid min-idle-time argument for " + command);
    return Math.max(idleMs, 0);
  }

  private void readIds() {
    EntryId id = new EntryId();
    behindIds = FIRST_ID;
    while (behindIds < call.count() && Ids.isStrict(call, behindIds, id)) {
      behindIds++;
    }
  }

  /** Returns the argument behind the option. */
  private int readOption(int i, boolean hasMore) {
    if (call.is(i, "FORCE")) {
      isForced = true;
      return i + 1;
    } else if (call.is(i, "JUSTID")) {
      onlyIds = true;
      return i + 1;
    } else if (hasMore && call.is(i, "IDLE")) {
      deliveredAtMs = call.nowMs() - option(i + 1, "IDLE");
    } else if (hasMore && call.is(i, "TIME")) {
      deliveredAtMs = option(i + 1, "TIME");
    } else if (hasMore && call.is(i, "RETRYCOUNT")) {
      retryCount = option(i + 1, "RETRYCOUNT");
    } else if (hasMore && call.is(i, "LASTID")) {
      Ids.strict(call, i + 1, last);
    } else {
      throw new CommandException("ERR Unrecognized XCLAIM option '" + Streams.shown(call, i) + "'");
    }
    return i + 2;
  }

  private long option(int i, String name) {
    return call.arguments().number(i, "ERR Invalid " + name + " option argument for XCLAIM");
  }

  private void claimAll(StreamValue stream, GroupValue group) {
    Claim claim = new Claim(call, stream, GROUP);
    boolean hasMoved = last.compareTo(group.lastId(new EntryId())) > 0;
    if (hasMoved) {
      group.setLastId(last, group.entriesRead());
    }
    Delivery.consumerOf(call, group, CONSUMER, 1);
    int mark = call.reply().deferArray();
    int claimed = 0;
    EntryId id = new EntryId();
    for (int i = FIRST_ID; i < behindIds; i++) {
      claimed += claim(claim, Ids.strict(call, i, id)) ? 1 : 0;
    }
    call.reply().settle(mark, claimed);
    if (hasMoved && !claim.hasLogged()) {
      claim.log().moved(group);
      call.changed();
    }
  }

  private boolean claim(Claim claim, EntryId id) {
    PendingEntry pending = claim.find(id);
    if (!claim.isInStream(id)) {
      if (pending != null) {
        claim.drop(id, pending);
      }
      return false;
    }
    if (pending == null && !isForced) {
      return false;
    }
    if (pending != null && !claim.isIdle(pending, minIdleMs)) {
      return false;
    }
    claim.take(id, deliveredAtMs, countOf(pending));
    claim.answer(id, onlyIds);
    return true;
  }

  private long countOf(@Nullable PendingEntry pending) {
    if (retryCount >= 0) {
      return retryCount;
    }
    return (pending == null ? 1 : pending.deliveryCount()) + (onlyIds ? 0 : 1);
  }
}
