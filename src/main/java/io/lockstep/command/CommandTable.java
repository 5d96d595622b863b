package io.lockstep.command;

import io.lockstep.command.statistics.DurationHistogram;
import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All commands of a node, found by name without making objects. Names are unique; a duplicate fails
 * at start-up.
 */
public final class CommandTable {

  /*
   * Open addressing over a power of two of at least four times the rows: a look-up folds the name
   * to lower case while it hashes, and compares folded bytes.
   */
  private final @Nullable Entry[] slots;
  private final int mask;
  private final List<Entry> entries = new ArrayList<>();

  /** A table of these families' rows. */
  public CommandTable(List<Command> rows) {
    this(rows, new Counter());
  }

  private CommandTable(List<Command> rows, Counter counter) {
    slots = new @Nullable Entry[Integer.highestOneBit(Math.max(4, rows.size() * 4)) * 2];
    mask = slots.length - 1;
    rows.forEach(row -> add(row, counter));
  }

  private void add(Command row, Counter counter) {
    byte[] name = row.name().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    int slot = hash(name, 0, name.length) & mask;
    while (slots[slot] != null) {
      if (slots[slot].command.name().equals(row.name())) {
        throw new IllegalStateException("The command " + row.fullName() + " is listed twice.");
      }
      slot = (slot + 1) & mask;
    }
    CommandTable inner =
        row.subcommands().isEmpty() ? null : new CommandTable(row.subcommands(), counter);
    slots[slot] = new Entry(row, name, counter.next(), inner);
    entries.add(slots[slot]);
  }

  /** The command that a request names, its subcommand included; null if there is none. */
  public @Nullable Entry find(Request request) {
    Entry entry = find(request, 0);
    if (entry == null || entry.inner == null || request.count() < 2) {
      return entry;
    }
    Entry inner = entry.inner.find(request, 1);
    return inner != null ? inner : entry;
  }

  /** The entry of a full name such as {@code config|get}; null if there is none. */
  public @Nullable Entry find(String fullName) {
    String[] words = fullName.toLowerCase(Locale.ROOT).split("\\|", 2);
    Entry entry = find(Request.of(words[0]), 0);
    if (entry == null || words.length == 1) {
      return entry;
    }
    return entry.inner == null ? null : entry.inner.find(words[1]);
  }

  /** Every top-level entry, in the order of the table. */
  public List<Entry> entries() {
    return entries;
  }

  /** Shows every entry, containers and their subcommands too. */
  public void forEach(Consumer<Entry> visitor) {
    for (Entry entry : entries) {
      visitor.accept(entry);
      if (entry.inner != null) {
        entry.inner.forEach(visitor);
      }
    }
  }

  private @Nullable Entry find(Request request, int argument) {
    byte[] bytes = request.bytes();
    int start = request.start(argument);
    int length = request.length(argument);
    for (int slot = hash(bytes, start, length) & mask; ; slot = (slot + 1) & mask) {
      Entry entry = slots[slot];
      if (entry == null || entry.isNamed(bytes, start, length)) {
        return entry;
      }
    }
  }

  private static int hash(byte[] bytes, int start, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + fold(bytes[start + i]);
    }
    return hash ^ (hash >>> 15);
  }

  private static int fold(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  }

  private static final class Counter {
    private int next;

    int next() {
      return next++;
    }
  }

  /** A row with what a node counts of it. */
  public static final class Entry {
    private final Command command;
    private final byte[] name;
    private final int index;
    private final @Nullable CommandTable inner;

    public long calls;
    public long nanos;
    public long rejectedCalls;
    public long failedCalls;
    public @Nullable DurationHistogram durations;

    private Entry(Command command, byte[] name, int index, @Nullable CommandTable inner) {
      this.command = command;
      this.name = name;
      this.index = index;
      this.inner = inner;
    }

    /** The row. */
    public Command command() {
      return command;
    }

    /** A number of its own, from 0, dense over the node's commands. */
    public int index() {
      return index;
    }

    /** The entries of a container's subcommands. */
    public List<Entry> subcommands() {
      return inner == null ? List.of() : inner.entries;
    }

    public boolean isContainer() {
      return inner != null;
    }

    public void resetStatistics() {
      calls = 0;
      nanos = 0;
      rejectedCalls = 0;
      failedCalls = 0;
      durations = null;
    }

    void took(long callNanos) {
      if (durations == null) {
        durations = new DurationHistogram();
      }
      durations.add(callNanos);
    }

    private boolean isNamed(byte[] bytes, int start, int length) {
      if (length != name.length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (fold(bytes[start + i]) != name[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
