package io.lockstep.command.description;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.command.Command;
import io.lockstep.command.CommandTable;
import io.lockstep.resp.ReplyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** What COMMAND DOCS tells: what a command is for, its group, and its first version. */
public final class CommandDocs {

  private static final String FILE = "command-docs.txt";
  private static final Doc UNKNOWN = new Doc("", "", "");
  private static final Map<String, Doc> DOCS = read();

  private record Doc(String since, String group, String summary) {}

  private CommandDocs() {}

  /** Lines of full name, version, group and summary. */
  private static Map<String, Doc> read() {
    Map<String, Doc> docs = new HashMap<>();
    try (InputStream file = CommandDocs.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("The resource " + FILE + " is missing.");
      }
      new String(file.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split(" ", 4))
          .forEach(words -> docs.put(words[0], new Doc(words[1], words[2], words[3])));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.copyOf(docs);
  }

  /** Whether there is something to tell about a command. */
  public static boolean has(Command command) {
    return DOCS.containsKey(command.fullName());
  }

  /** Writes a key and a value of DOCS' map: the name, and a map of what is known. */
  static void write(ReplyWriter reply, CommandTable.Entry entry) {
    Doc doc = DOCS.getOrDefault(entry.command().fullName(), UNKNOWN);
    boolean isContainer = entry.isContainer();
    reply.text(entry.command().fullName());
    reply.map(isContainer ? 4 : 3);
    pair(reply, "summary", doc.summary);
    pair(reply, "since", doc.since);
    pair(reply, "group", doc.group);
    if (isContainer) {
      reply.text("subcommands");
      reply.map(entry.subcommands().size());
      entry.subcommands().forEach(inner -> write(reply, inner));
    }
  }

  private static void pair(ReplyWriter reply, String key, String value) {
    reply.text(key);
    reply.text(value);
  }
}
