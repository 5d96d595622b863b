package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.ListValue;

/** The end of a list at which something is put in or taken out. */
enum ListEnd {
  LEFT("lpush", "lpop"),
  RIGHT("rpush", "rpop");

  private final String push;
  private final String pop;

  ListEnd(String push, String pop) {
    this.push = push;
    this.pop = pop;
  }

  /** The end that argument {@code i} names. */
  static ListEnd of(Call call, int i) {
    if (call.is(i, "LEFT")) {
      return LEFT;
    } else if (call.is(i, "RIGHT")) {
      return RIGHT;
    }
    throw new CommandException(Errors.SYNTAX);
  }

  /** The event of what is put in. */
  String pushEvent() {
    return push;
  }

  /** The event of what is taken out. */
  String popEvent() {
    return pop;
  }

  /** The command that takes out in the log. */
  String popCommand() {
    return this == LEFT ? "LPOP" : "RPOP";
  }

  void push(ListValue list, byte[] bytes, int start, int length) {
    if (this == LEFT) {
      list.pushFirst(bytes, start, length);
    } else {
      list.pushLast(bytes, start, length);
    }
  }

  void seek(ListValue list) {
    if (this == LEFT) {
      list.seekFirst();
    } else {
      list.seekLast();
    }
  }

  /** Takes out so many elements, which are there. */
  void drop(ListValue list, long count) {
    list.remove(this == LEFT ? 0 : list.size() - count, count);
  }
}
