package io.lockstep.command.key;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.Handler;
import io.lockstep.keyspace.Database;
import io.lockstep.resp.CommandEncoder;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Commands on the time at which keys run out. */
public final class ExpiryCommands {

  private static final int SECOND_MS = 1000;
  private static final long NO_KEY = -2;
  private static final long NO_EXPIRY = -1;

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          setter("expire", call -> expire(call, call.nowMs(), SECOND_MS)),
          setter("pexpire", call -> expire(call, call.nowMs(), 1)),
          setter("expireat", call -> expire(call, 0, SECOND_MS)),
          setter("pexpireat", call -> expire(call, 0, 1)),
          getter("ttl", call -> tell(call, at -> seconds(left(call, at)))),
          getter("pttl", call -> tell(call, at -> left(call, at))),
          getter("expiretime", call -> tell(call, ExpiryCommands::seconds)),
          getter("pexpiretime", call -> tell(call, at -> at)),
          command(
              "persist",
              2,
              "write fast",
              "keyspace",
              ExpiryCommands::persist,
              key("RW UPDATE", 1)));

  private ExpiryCommands() {}

  private static Command setter(String name, Handler handler) {
    return command(name, -3, "write fast", "keyspace", handler, key("RW UPDATE", 1));
  }

  private static Command getter(String name, Handler handler) {
    return command(name, 2, "readonly fast", "keyspace", handler, key("RO ACCESS", 1));
  }

  // ---- EXPIRE, PEXPIRE, EXPIREAT, PEXPIREAT

  private static void expire(Call call, long baseMs, int unitMs) {
    ExpiryCondition condition = ExpiryCondition.of(call, 3);
    long atMs = time(call, baseMs, unitMs);
    int record = call.write(1);
    boolean met = record != Database.NONE && condition.admits(currentExpiry(call, record), atMs);
    if (met && isPast(call, atMs)) {
      delete(call, record);
    } else if (met) {
      expireAt(call, record, atMs, baseMs == 0 && unitMs == 1);
    }
    call.reply().integer(met ? 1 : 0);
  }

  private static long time(Call call, long baseMs, int unitMs) {
    long time = call.arguments().number(2);
    boolean overflows = time > Long.MAX_VALUE / unitMs || time < Long.MIN_VALUE / unitMs;
    if (overflows || time * unitMs > Long.MAX_VALUE - baseMs) {
      throw new CommandException(Errors.invalidExpire(call.command().fullName()));
    }
    return time * unitMs + baseMs;
  }

  private static long currentExpiry(Call call, int record) {
    return call.records().expireAtMs(record);
  }

  /** A replica does not delete by itself, whatever time it is told. */
  private static boolean isPast(Call call, long atMs) {
    return atMs <= call.nowMs() && !call.node().replication().isReplica();
  }

  private static void delete(Call call, int record) {
    call.database().delete(record);
    call.changed(1);
    call.effects()
        .rewrite(2)
        .argument(call.node().settings().lazyExpire ? "UNLINK" : "DEL")
        .argument(call.request(), 1);
    call.event(EventClass.GENERIC, "del", 1);
  }

  private static void expireAt(Call call, int record, long atMs, boolean isAbsolute) {
    call.database().expireAt(record, Math.max(0, atMs)); // before 1970 is as long past as 1970
    call.changed(1);
    call.event(EventClass.GENERIC, "expire", 1);
    if (!isAbsolute) {
      rewriteAsAbsolute(call, atMs);
    }
  }

  /** Replicas get the moment, so that their clocks and delays do not count; options stay. */
  private static void rewriteAsAbsolute(Call call, long atMs) {
    CommandEncoder rewritten =
        call.effects()
            .rewrite(call.count())
            .argument("PEXPIREAT")
            .argument(call.request(), 1)
            .argument(atMs);
    for (int i = 3; i < call.count(); i++) {
      rewritten.argument(call.request(), i);
    }
  }

  // ---- TTL, PTTL, EXPIRETIME, PEXPIRETIME

  private static void tell(Call call, LongUnaryOperator answer) {
    int record = call.glance(1);
    if (record == Database.NONE) {
      call.reply().integer(NO_KEY);
      return;
    }
    long atMs = currentExpiry(call, record);
    call.reply().integer(atMs < 0 ? NO_EXPIRY : answer.applyAsLong(atMs));
  }

  private static long left(Call call, long atMs) {
    return Math.max(0, atMs - call.nowMs());
  }

  /** To the nearest second; the last moments there are must not wrap around. */
  private static long seconds(long ms) {
    return Long.divideUnsigned(ms + SECOND_MS / 2, SECOND_MS);
  }

  // ---- PERSIST

  private static void persist(Call call) {
    int record = call.write(1);
    boolean persists = record != Database.NONE && currentExpiry(call, record) >= 0;
    if (persists) {
      call.database().persist(record);
      call.changed(1);
      call.event(EventClass.GENERIC, "persist", 1);
    }
    call.reply().integer(persists ? 1 : 0);
  }
}
