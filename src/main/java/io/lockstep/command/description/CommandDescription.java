package io.lockstep.command.description;

import io.lockstep.command.Command;
import io.lockstep.command.CommandFlag;
import io.lockstep.command.CommandTable;
import io.lockstep.command.KeySpec;
import io.lockstep.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what COMMAND INFO tells of a command, its subcommands included. */
final class CommandDescription {

  private static final int FIELDS = 10;

  private final ReplyWriter reply;

  CommandDescription(ReplyWriter reply) {
    this.reply = reply;
  }

  void write(CommandTable.Entry entry) {
    Command command = entry.command();
    int[] range = KeyPositions.legacyRange(command.keys());
    reply.array(FIELDS);
    reply.text(command.fullName());
    reply.integer(command.arity());
    statuses(flags(command));
    reply.integer(range[0]);
    reply.integer(range[1]);
    reply.integer(range[2]);
    statuses(AclCategories.of(command).stream().map(name -> "@" + name).toList());
    tips(CommandTips.of(command));
    reply.set(command.keys().size());
    command.keys().forEach(this::spec);
    reply.array(entry.subcommands().size());
    entry.subcommands().forEach(this::write);
  }

  private static List<String> flags(Command command) {
    List<String> names = new ArrayList<>();
    for (CommandFlag flag : CommandFlag.values()) {
      if (command.has(flag) && flag.isShown()) {
        names.add(flag.wireName());
      }
    }
    return names;
  }

  private void statuses(List<String> names) {
    reply.set(names.size());
    names.forEach(reply::simple);
  }

  private void tips(List<String> tips) {
    reply.array(tips.size());
    tips.forEach(reply::text);
  }

  private void spec(KeySpec spec) {
    reply.map(3);
    reply.text("flags");
    statuses(keyFlags(spec.flags()));
    reply.text("begin_search");
    beginSearch(spec);
    reply.text("find_keys");
    findKeys(spec);
  }

  private void beginSearch(KeySpec spec) {
    switch (spec.search()) {
      case KeySpec.Index(int index) -> {
        begin("index", 1);
        number("index", index);
      }
      case KeySpec.Keyword(String word, int from) -> {
        begin("keyword", 2);
        reply.text("keyword");
        reply.text(word);
        number("startfrom", from);
      }
      case KeySpec.Unknown _ -> begin("unknown", 0);
    }
  }

  private void findKeys(KeySpec spec) {
    switch (spec.find()) {
      case KeySpec.Range(int last, int step, int limit) -> {
        begin("range", 3);
        number("lastkey", last);
        number("keystep", step);
        number("limit", limit);
      }
      case KeySpec.Counted(int number, int first, int step) -> {
        begin("keynum", 3);
        number("keynumidx", number);
        number("firstkey", first);
        number("keystep", step);
      }
      case KeySpec.Unknown _ -> begin("unknown", 0);
    }
  }

  private void begin(String type, int fields) {
    reply.map(2);
    reply.text("type");
    reply.text(type);
    reply.text("spec");
    reply.map(fields);
  }

  private void number(String name, long value) {
    reply.text(name);
    reply.integer(value);
  }

  /** What is done to the key as a whole in capitals, what is done to its value in small letters. */
  static List<String> keyFlags(String words) {
    List<String> flags = new ArrayList<>();
    for (String flag : words.split(" ", -1)) {
      flags.add(flag.length() == 2 ? flag : flag.toLowerCase(Locale.ROOT));
    }
    return flags;
  }
}
