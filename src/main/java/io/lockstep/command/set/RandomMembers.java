package io.lockstep.command.set;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** SPOP and SRANDMEMBER. */
final class RandomMembers {
  private static final int REMOVALS_AT_ONCE = 1024; // of one SREM in the log

  private RandomMembers() {}

  // ---- SRANDMEMBER

  static void srandmember(Call call) {
    if (call.count() == 2) {
      one(call);
      return;
    }
    if (call.count() > 3) {
      throw new CommandException(Errors.SYNTAX);
    }
    long count = call.arguments().randomCount(2);
    int record = call.read(1, RecordType.SET);
    if (record == Database.NONE || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      writeRepeated(call, call.collections().set(record), -count);
    } else {
      writeDistinct(call, call.collections().set(record), count);
    }
  }

  private static void one(Call call) {
    int record = call.read(1, RecordType.SET);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      call.collections().set(record).random(call.node().random(), call.element());
      call.bulk(call.element());
    }
  }

  private static void writeRepeated(Call call, SetValue set, long count) {
    call.reply().array(count);
    for (long written = 0; written < count && !call.reply().isLost(); written++) {
      set.random(call.node().random(), call.element());
      call.bulk(call.element());
    }
  }

  private static void writeDistinct(Call call, SetValue set, long count) {
    long wanted = Math.min(count, set.size());
    call.reply().array(wanted);
    choose(set, wanted, call.node().random(), call::bulk);
  }

  /** Goes over all and takes each with the chance that it takes to have enough at the end. */
  private static void choose(
      SetValue set, long wanted, RandomGenerator random, Consumer<Element> to) {
    long[] left = {set.size(), wanted};
    set.forEach(
        member -> {
          if (left[1] > 0 && random.nextLong(left[0]) < left[1]) {
            to.accept(member);
            left[1]--;
          }
          left[0]--;
        });
  }

  // ---- SPOP

  static void spop(Call call) {
    if (call.count() == 2) {
      popOne(call);
    } else if (call.count() == 3) {
      popMany(call);
    } else {
      throw new CommandException(Errors.SYNTAX);
    }
  }

  private static void popOne(Call call) {
    int record = call.write(1, RecordType.SET);
    if (record == Database.NONE) {
      call.reply().nil();
      return;
    }
    SetValue set = call.collections().set(record);
    Element member = call.element();
    set.random(call.node().random(), member);
    call.bulk(member);
    call.effects()
        .rewrite(3)
        .argument("SREM")
        .argument(call.request(), 1)
        .argument(member.segment(), member.offset(), member.length());
    set.remove(member);
    call.changed(1);
    call.event(EventClass.SET, "spop", 1);
    SetCommands.dropIfEmpty(call, 1, set);
  }

  private static void popMany(Call call) {
    long count = call.arguments().number(2, Errors.NOT_POSITIVE);
    if (count < 0) {
      throw new CommandException(Errors.NOT_POSITIVE);
    }
    int record = call.write(1, RecordType.SET);
    if (record == Database.NONE || count == 0) {
      call.reply().set(0);
      return;
    }
    SetValue set = call.collections().set(record);
    call.event(EventClass.SET, "spop", 1);
    if (count >= set.size()) {
      popAll(call, set);
    } else {
      popSome(call, set, count);
    }
  }

  private static void popAll(Call call, SetValue set) {
    call.reply().set(set.size());
    set.forEach(call::bulk);
    boolean lazily = call.node().settings().lazyServerDel;
    call.effects().rewrite(2).argument(lazily ? "UNLINK" : "DEL").argument(call.request(), 1);
    call.changed(1);
    call.collections().dropEmpty(1, set.record());
  }

  private static void popSome(Call call, SetValue set, long count) {
    List<byte[]> chosen = new ArrayList<>();
    choose(set, count, call.node().random(), member -> chosen.add(member.toBytes()));
    call.reply().set(count);
    for (byte[] member : chosen) {
      call.reply().bulk(member);
      set.remove(member, 0, member.length);
    }
    call.changed(1);
    propagate(call, chosen);
  }

  /** All but the last SREM go into the log before it. */
  private static void propagate(Call call, List<byte[]> members) {
    for (int from = 0; from < members.size(); from += REMOVALS_AT_ONCE) {
      int to = Math.min(members.size(), from + REMOVALS_AT_ONCE);
      var removal =
          to < members.size()
              ? call.effects().before(2 + to - from)
              : call.effects().rewrite(2 + to - from);
      removal.argument("SREM").argument(call.request(), 1);
      members.subList(from, to).forEach(removal::argument);
      if (to < members.size()) {
        call.effects().addBefore();
      }
    }
  }
}
