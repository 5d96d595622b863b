package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import java.util.ArrayList;
import java.util.List;

/** XAUTOCLAIM: gives a consumer whatever has been pending of others for long. */
final class AutoclaimCommand {
  private static final int GROUP = 2;
  private static final int CONSUMER = 3;
  private static final int START = 5;
  private static final int FIRST_OPTION = 6;
  private static final int ATTEMPTS_FOR_ONE = 10;
  private static final long MAX_COUNT = Long.MAX_VALUE / 16; // bytes of an id

  private final Call call;
  private final long minIdleMs;
  private final EntryId at;
  private long count = 100;
  private boolean onlyIds;
  private final List<EntryId> claimed = new ArrayList<>();
  private final List<EntryId> gone = new ArrayList<>();

  private AutoclaimCommand(Call call) {
    this.call = call;
    this.minIdleMs = ClaimCommand.minIdle(call, "XAUTOCLAIM");
    this.at = Ids.intervalStart(call, START, new EntryId());
  }

  static void xautoclaim(Call call) {
    call.effects().keepFromLog(); // it gets the effects instead
    new AutoclaimCommand(call).run();
  }

  private void run() {
    readOptions();
    int record = call.read(1, RecordType.STREAM);
    if (record == Database.NONE || !Streams.findGroup(call, Streams.at(call, record), GROUP)) {
      throw Streams.noGroup(call, 1, GROUP);
    }
    StreamValue stream = call.node().keyspace().streams();
    Delivery.consumerOf(call, stream.group(), CONSUMER, 1);
    Claim claim = new Claim(call, stream, GROUP);
    claimAll(claim, stream.group());
    answer(claim);
  }

  private void readOptions() {
    int i = FIRST_OPTION;
    while (i < call.count()) {
      if (call.is(i, "COUNT") && i + 1 < call.count()) {
        count = call.arguments().numberBetween(i + 1, 1, MAX_COUNT, "ERR COUNT must be > 0");
        i += 2;
      } else if (call.is(i, "JUSTID")) {
        onlyIds = true;
        i++;
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
  }

  /** Leaves the place at the first entry that was not looked at, or at 0-0. */
  private void claimAll(Claim claim, GroupValue group) {
    PendingEntry entry = new PendingEntry(call.records());
    long attempts = count * ATTEMPTS_FOR_ONE;
    boolean hasNext = group.findPendingFrom(at, entry);
    while (hasNext && attempts-- > 0 && claimed.size() + gone.size() < count) {
      entry.id(at);
      look(claim, entry);
      hasNext = at.increment() && group.findPendingFrom(at, entry);
    }
    if (hasNext) {
      entry.id(at);
    } else {
      at.set(0, 0);
    }
  }

  private void look(Claim claim, PendingEntry entry) {
    if (!claim.isInStream(at)) {
      claim.drop(at, entry);
      gone.add(new EntryId().set(at));
    } else if (claim.isIdle(entry, minIdleMs)) {
      claim.take(at, call.nowMs(), entry.deliveryCount() + (onlyIds ? 0 : 1));
      claimed.add(new EntryId().set(at));
    }
  }

  private void answer(Claim claim) {
    call.reply().array(3);
    Ids.write(call, at);
    call.reply().array(claimed.size());
    for (EntryId id : claimed) {
      claim.answer(id, onlyIds);
    }
    call.reply().array(gone.size());
    for (EntryId id : gone) {
      Ids.write(call, id);
    }
  }
}
