package io.lockstep.command.waiting;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.Request;
import java.util.Arrays;
import java.util.List;

/** Blocking verbs on strings whose bytes are the elements of a queue. */
public final class QueueVerbs {

  public static final String GONE = "NOGROUP there is no such queue";

  /** Their rows. */
  public static final List<Command> TABLE =
      List.of(
          command("push", 3, "write", "", QueueVerbs::push, key("RW", 1)),
          command("ack", 2, "write", "", QueueVerbs::ack, key("RW", 1)),
          command("take", 3, "write", "", QueueVerbs::takeNow, key("RW", 2)),
          command("move", 3, "write", "", QueueVerbs::moveNow, key("RW", 1), key("RW", 2)),
          command("btake", -4, "write blocking", "", QueueVerbs::take, keys("RW", 2, -2, 1)),
          command("bmove", 4, "write denyoom blocking", "", QueueVerbs::move, keys("RW", 1, 2, 1)),
          command("bwatch", 4, "write blocking", "", QueueVerbs::watch, key("RW", 2)),
          command("bmillis", 3, "write blocking", "", QueueVerbs::millis, key("RW", 1)));

  private QueueVerbs() {}

  /** PUSH key elements. */
  private static void push(Call call) {
    append(call, 1, call.request().copy(2));
    call.changed(1);
    call.ok();
  }

  /** ACK key: a change that leaves nothing new. */
  private static void ack(Call call) {
    call.changedForWatchers(1);
    call.ok();
  }

  /** TAKE n key. */
  private static void takeNow(Call call) {
    take(call, 2, call.arguments().int32(1));
    call.ok();
  }

  /** MOVE source target. */
  private static void moveNow(Call call) {
    moveFirst(call);
    call.ok();
  }

  /** BTAKE n key [key ...] seconds: n elements of the first queue that has so many. */
  private static void take(Call call) {
    long untilMs = call.arguments().deadlineFromSeconds(call.count() - 1);
    int wanted = call.arguments().int32(1);
    for (int i = 2; i < call.count() - 1; i++) {
      if (length(call, call.write(i)) >= wanted) {
        answer(call, i, take(call, i, wanted));
        return;
      }
    }
    call.waitForKeys(KeyTerms.of(RecordType.STRING, untilMs, 2, call.count() - 3));
  }

  private static void answer(Call call, int i, byte[] taken) {
    call.effects().rewrite(3).argument("TAKE").argument(taken.length).argument(call.request(), i);
    call.reply().array(2);
    call.reply().text(call.text(i));
    call.reply().bulk(taken, 0, taken.length);
  }

  /** BMOVE source target seconds. */
  private static void move(Call call) {
    long untilMs = call.arguments().deadlineFromSeconds(3);
    if (call.write(1) != Database.NONE) {
      moveFirst(call);
      call.effects()
          .rewrite(3)
          .argument("MOVE")
          .argument(call.request(), 1)
          .argument(call.request(), 2);
      call.ok();
    } else {
      call.waitForKeys(KeyTerms.of(RecordType.STRING, untilMs, 1, 1));
    }
  }

  /**
   * BWATCH length key seconds: answers when the queue is as long, with {@code $} when it is longer
   * than now; an error if it is not there.
   */
  private static void watch(Call call) {
    long untilMs = call.arguments().deadlineFromSeconds(3);
    int record = call.write(2);
    if (record == Database.NONE) {
      throw new CommandException(GONE);
    }
    int length = length(call, record);
    int wanted = call.is(1, "$") ? length + 1 : call.arguments().int32(1);
    if (length >= wanted) {
      call.ok();
    } else {
      call.waitForKeys(
          KeyTerms.of(RecordType.STRING, untilMs, 2, 1).orGone(),
          Request.of("BWATCH", String.valueOf(wanted), call.text(2), call.text(3)));
    }
  }

  /** BMILLIS key milliseconds: only ever waits. */
  private static void millis(Call call) {
    call.waitForKeys(KeyTerms.of(RecordType.STRING, call.arguments().deadlineFromMillis(2), 1, 1));
  }

  private static void moveFirst(Call call) {
    append(call, 2, take(call, 1, 1));
    call.changed(2);
  }

  private static byte[] take(Call call, int i, int wanted) {
    byte[] all = call.records().value(call.write(i));
    if (wanted == all.length) {
      call.database().delete(call.bytes(), call.start(i), call.length(i));
      call.changed(i);
    } else {
      call.strings().put(i, all, wanted, all.length - wanted, Records.NO_EXPIRY);
    }
    return Arrays.copyOf(all, wanted);
  }

  private static void append(Call call, int i, byte[] elements) {
    int record = call.write(i);
    byte[] before = record == Database.NONE ? new byte[0] : call.records().value(record);
    byte[] all = Arrays.copyOf(before, before.length + elements.length);
    System.arraycopy(elements, 0, all, before.length, elements.length);
    call.strings().store(i, all, 0, all.length, Records.NO_EXPIRY);
  }

  private static int length(Call call, int record) {
    return record == Database.NONE ? 0 : call.records().valueLength(record);
  }
}
