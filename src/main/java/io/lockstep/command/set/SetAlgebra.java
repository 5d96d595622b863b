package io.lockstep.command.set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Intersection, union and difference of sets, answered, counted or stored. Members of a result are
 * texts, a char a byte.
 */
final class SetAlgebra {

  private SetAlgebra() {}

  // ---- commands

  static void sinter(Call call) {
    answer(call, intersection(sets(call, 1, call.count())));
  }

  static void sunion(Call call) {
    answer(call, union(sets(call, 1, call.count())));
  }

  static void sdiff(Call call) {
    answer(call, difference(sets(call, 1, call.count())));
  }

  private static void answer(Call call, SequencedSet<String> members) {
    call.reply().set(members.size());
    members.forEach(call.reply()::text);
  }

  static void sinterstore(Call call) {
    List<@Nullable SetValue> sets = sets(call, 2, call.count());
    boolean asNumbers = smallestIsOfNumbers(sets);
    store(call, intersection(sets), asNumbers, true, "sinterstore");
  }

  static void sunionstore(Call call) {
    store(call, union(sets(call, 2, call.count())), true, false, "sunionstore");
  }

  static void sdiffstore(Call call) {
    store(call, difference(sets(call, 2, call.count())), true, false, "sdiffstore");
  }

  static void sintercard(Call call) {
    long numkeys =
        call.arguments()
            .numberBetween(1, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
    if (numkeys > call.count() - 2) {
      throw new CommandException("ERR Number of keys can't be greater than number of args");
    }
    int keys = (int) numkeys;
    long limit = limit(call, keys + 2);
    long size = intersection(sets(call, 2, keys + 2), limit).size();
    call.reply().integer(size);
  }

  private static long limit(Call call, int from) {
    long limit = 0;
    for (int i = from; i < call.count(); i += 2) {
      if (!call.is(i, "LIMIT") || i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      limit =
          call.arguments().numberBetween(i + 1, 0, Long.MAX_VALUE, "ERR LIMIT can't be negative");
    }
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  // ---- operands

  /** A view of each set; null where there is no key. */
  private static List<@Nullable SetValue> sets(Call call, int from, int to) {
    List<@Nullable SetValue> sets = new ArrayList<>(to - from);
    Keyspace keyspace = call.node().keyspace();
    for (int i = from; i < to; i++) {
      int record = call.read(i, RecordType.SET);
      sets.add(record == Database.NONE ? null : keyspace.newSetView().at(call.database(), record));
    }
    return sets;
  }

  // ---- operations

  private static String text(Element member) {
    return new String(member.toBytes(), ISO_8859_1);
  }

  private static SequencedSet<String> intersection(List<@Nullable SetValue> sets) {
    return intersection(sets, Long.MAX_VALUE);
  }

  private static SequencedSet<String> intersection(List<@Nullable SetValue> sets, long limit) {
    SequencedSet<String> common = new LinkedHashSet<>();
    List<SetValue> bySize = bySize(sets);
    if (bySize.size() == sets.size()) {
      List<SetValue> others = bySize.subList(1, bySize.size());
      forEach(
          bySize.getFirst(),
          member -> {
            if (common.size() < limit && areAllWith(others, member)) {
              common.add(text(member));
            }
          });
    }
    return common;
  }

  private static List<SetValue> bySize(List<@Nullable SetValue> sets) {
    List<SetValue> present = present(sets);
    present.sort(Comparator.comparingLong(SetValue::size));
    return present;
  }

  private static List<SetValue> present(List<@Nullable SetValue> sets) {
    List<SetValue> present = new ArrayList<>();
    for (SetValue set : sets) {
      if (set != null) {
        present.add(set);
      }
    }
    return present;
  }

  private static boolean areAllWith(List<SetValue> sets, Element member) {
    for (SetValue set : sets) {
      if (!set.contains(member)) {
        return false;
      }
    }
    return true;
  }

  private static void forEach(SetValue set, Consumer<Element> visitor) {
    set.forEach(visitor::accept);
  }

  private static SequencedSet<String> union(List<@Nullable SetValue> sets) {
    SequencedSet<String> all = new LinkedHashSet<>();
    for (SetValue set : present(sets)) {
      set.forEach(member -> all.add(text(member)));
    }
    return all;
  }

  private static SequencedSet<String> difference(List<@Nullable SetValue> sets) {
    SequencedSet<String> rest = new LinkedHashSet<>();
    SetValue first = sets.getFirst();
    if (first != null) {
      List<SetValue> others = present(sets.subList(1, sets.size()));
      first.forEach(
          member -> {
            if (isNowhere(others, member)) {
              rest.add(text(member));
            }
          });
    }
    return rest;
  }

  private static boolean isNowhere(List<SetValue> sets, Element member) {
    for (SetValue set : sets) {
      if (set.contains(member)) {
        return false;
      }
    }
    return true;
  }

  // ---- storing

  private static boolean smallestIsOfNumbers(List<@Nullable SetValue> sets) {
    List<SetValue> bySize = bySize(sets);
    return !bySize.isEmpty() && bySize.getFirst().form() == ValueForm.NUMBERS;
  }

  /** Puts the members in the place of what the first argument's key had, or deletes that. */
  private static void store(
      Call call, SequencedSet<String> members, boolean asNumbers, boolean tidies, String event) {
    boolean wasThere = call.vacate(1, !members.isEmpty());
    if (!members.isEmpty()) {
      fill(call, members, asNumbers, tidies);
      call.changed(1);
      if (!wasThere) {
        call.created(1);
      }
      call.event(EventClass.SET, event, 1);
    } else if (wasThere) {
      call.changed(1);
      call.event(EventClass.GENERIC, "del", 1);
    }
    call.reply().integer(members.size());
  }

  private static void fill(
      Call call, SequencedSet<String> members, boolean asNumbers, boolean tidies) {
    SetValue set =
        call.node()
            .keyspace()
            .sets()
            .create(
                call.database(),
                call.bytes(),
                call.start(1),
                call.length(1),
                Records.NO_EXPIRY,
                asNumbers,
                1);
    for (String member : members) {
      set.add(member.getBytes(ISO_8859_1), 0, member.length());
    }
    if (tidies) {
      set.toNumbers();
    }
  }
}
