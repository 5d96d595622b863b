package io.lockstep.command.sort;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.unknown;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.ListValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two verbs. */
public final class SortCommands {

  private static final byte[] EMPTY = new byte[0];

  /** Both rows. */
  public static final List<Command> TABLE =
      List.of(
          command(
              "sort",
              -2,
              "write denyoom movablekeys",
              "set sortedset list dangerous",
              call -> sort(call, SortQuery.of(call, true)),
              key("RO ACCESS", 1),
              unknown("RO ACCESS"),
              unknown("OW UPDATE")),
          command(
              "sort_ro",
              -2,
              "readonly movablekeys",
              "set sortedset list dangerous",
              call -> sort(call, SortQuery.of(call, false)),
              key("RO ACCESS", 1),
              unknown("RO ACCESS")));

  private SortCommands() {}

  private static void sort(Call call, SortQuery query) {
    List<byte[]> sorted = new Sorting(call, query).sorted();
    List<byte @Nullable []> answer = answer(call, query, sorted);
    if (query.target() == SortQuery.NO_TARGET) {
      write(call, answer);
    } else {
      store(call, query.target(), answer);
    }
  }

  /** What GET asks for of each element, or the elements themselves. */
  private static List<byte @Nullable []> answer(Call call, SortQuery query, List<byte[]> sorted) {
    List<byte @Nullable []> answer = new ArrayList<>(sorted.size());
    for (byte[] element : sorted) {
      if (query.wanted().isEmpty()) {
        answer.add(element);
      }
      for (SortPattern pattern : query.wanted()) {
        answer.add(pattern.valueFor(call, element));
      }
    }
    return answer;
  }

  private static void write(Call call, List<byte @Nullable []> answer) {
    call.reply().array(answer.size());
    for (byte[] value : answer) {
      if (value == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(value);
      }
    }
  }

  /** The answer takes the place of what the key had; no answer deletes it. */
  private static void store(Call call, int target, List<byte @Nullable []> answer) {
    boolean wasThere = call.vacate(target, !answer.isEmpty());
    if (!answer.isEmpty()) {
      if (!wasThere) {
        call.created(target);
      }
      fill(call.collections().newList(target), answer);
      call.changed(target);
      call.event(EventClass.LIST, "sortstore", target);
    } else if (wasThere) {
      call.changed(target);
      call.event(EventClass.GENERIC, "del", target);
    }
    call.reply().integer(answer.size());
  }

  private static void fill(ListValue list, List<byte @Nullable []> answer) {
    for (byte[] value : answer) {
      byte[] element = value == null ? EMPTY : value;
      list.grow(element.length, 1);
      list.pushLast(element, 0, element.length);
    }
    list.settle();
  }

  /** The error of an element that has no number. */
  static CommandException notNumbers() {
    return new CommandException("ERR One or more scores can't be converted into double");
  }

  /** The error of a key of another type. */
  static CommandException wrongType() {
    return new CommandException(Errors.WRONG_TYPE);
  }
}
