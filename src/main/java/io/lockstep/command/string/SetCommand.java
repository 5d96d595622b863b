package io.lockstep.command.string;

import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.resp.CommandEncoder;

/** SET with its options, and its older forms: SETNX, SETEX, PSETEX, GETSET. */
final class SetCommand {

  private SetCommand() {}

  static void set(Call call) {
    if (call.count() == 3) {
      call.strings().put(1, 2, NO_EXPIRY);
      tell(call);
      call.ok();
    } else {
      setWithOptions(call, SetOptions.parse(call, 3, SetOptions.OF_SET));
    }
  }

  private static void setWithOptions(Call call, long options) {
    long expireAtMs = SetOptions.expireAtMs(call, options);
    boolean answersFormer = SetOptions.has(options, SetOptions.GET);
    if (answersFormer) {
      StringCommands.get(call);
    }
    boolean admitted = admits(call, options);
    if (admitted) {
      store(call, options, expireAtMs);
    }
    if (admitted && !answersFormer) {
      call.ok();
    } else if (!answersFormer) {
      call.reply().nil();
    }
  }

  private static boolean admits(Call call, long options) {
    if (!SetOptions.has(options, SetOptions.NX | SetOptions.XX)) {
      return true;
    }
    boolean isThere = call.write(1) != Database.NONE;
    return isThere == SetOptions.has(options, SetOptions.XX);
  }

  private static void store(Call call, long options, long expireAtMs) {
    if (SetOptions.has(options, SetOptions.KEEPTTL)) {
      call.strings().putKeepingExpiry(1, call.bytes(), call.start(2), call.length(2));
    } else {
      call.strings().put(1, 2, expireAtMs);
    }
    tell(call);
    if (expireAtMs != NO_EXPIRY) {
      propagateSet(call, 2, expireAtMs);
      call.event(EventClass.GENERIC, "expire", 1);
    } else if (SetOptions.has(options, SetOptions.GET)) {
      propagateWithoutGet(call);
    }
  }

  private static void tell(Call call) {
    call.event(EventClass.STRING, "set", 1);
  }

  /** Relative times would mean another moment on a replica. */
  private static void propagateSet(Call call, int value, long expireAtMs) {
    call.effects()
        .rewrite(5)
        .argument("SET")
        .argument(call.request(), 1)
        .argument(call.request(), value)
        .argument("PXAT")
        .argument(expireAtMs);
  }

  private static void propagateWithoutGet(Call call) {
    int kept = 0;
    for (int i = 0; i < call.count(); i++) {
      kept += isGetOption(call, i) ? 0 : 1;
    }
    CommandEncoder command = call.effects().rewrite(kept);
    for (int i = 0; i < call.count(); i++) {
      if (!isGetOption(call, i)) {
        command.argument(call.request(), i);
      }
    }
  }

  private static boolean isGetOption(Call call, int i) {
    return i >= 3 && call.is(i, "GET");
  }

  static void setnx(Call call) {
    boolean isFree = call.write(1) == Database.NONE;
    if (isFree) {
      call.strings().put(1, 2, NO_EXPIRY);
      tell(call);
    }
    call.reply().integer(isFree ? 1 : 0);
  }

  static void setex(Call call) {
    setWithTime(call, SetOptions.EX);
  }

  static void psetex(Call call) {
    setWithTime(call, SetOptions.PX);
  }

  private static void setWithTime(Call call, int unit) {
    long expireAtMs = SetOptions.expireAtMs(call, SetOptions.timeAt(2, unit));
    call.strings().put(1, 3, expireAtMs);
    propagateSet(call, 3, expireAtMs);
    tell(call);
    call.event(EventClass.GENERIC, "expire", 1);
    call.ok();
  }

  static void getset(Call call) {
    StringCommands.get(call);
    call.strings().put(1, 2, NO_EXPIRY);
    tell(call);
    call.effects()
        .rewrite(3)
        .argument("SET")
        .argument(call.request(), 1)
        .argument(call.request(), 2);
  }
}
