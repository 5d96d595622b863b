package io.lockstep.command.key;

import static io.lockstep.command.Command.command;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.LiveKeys;
import io.lockstep.command.text.Glob;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordVisitor;
import java.util.Arrays;
import java.util.List;

/** Commands that find keys without knowing their names. */
public final class ScanCommands {

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("scan", -2, "readonly touches_arbitrary_keys", "keyspace", ScanCommands::scan),
          command(
              "keys",
              2,
              "readonly touches_arbitrary_keys",
              "keyspace dangerous",
              ScanCommands::keys),
          command(
              "randomkey",
              1,
              "readonly touches_arbitrary_keys",
              "keyspace",
              ScanCommands::randomKey));

  private static final String INVALID_CURSOR = "ERR invalid cursor";
  private static final int MAX_COUNT = 1 << 30;

  /** Tries of RANDOMKEY where keys have run out but must stay: then such a key is the answer. */
  private static final int MAX_TRIES = 100;

  private ScanCommands() {}

  /** Records that a scan found; it may not delete while it looks. */
  private static final class Found implements RecordVisitor {
    private int[] records = new int[16];
    private int count;

    @Override
    public void visit(int record) {
      if (count == records.length) {
        records = Arrays.copyOf(records, count * 2);
      }
      records[count++] = record;
    }
  }

  // ---- SCAN

  private static void scan(Call call) {
    long cursor = cursor(call.text(1));
    ScanOptions options = ScanOptions.of(call, 2);
    Found found = new Found();
    int count = (int) Math.min(options.count(), MAX_COUNT);
    long next = call.database().scan(cursor, count, found);
    call.reply().array(2);
    call.reply().text(Long.toUnsignedString(next));
    writeMatching(call, found, options);
  }

  private static void writeMatching(Call call, Found found, ScanOptions options) {
    int mark = call.reply().deferArray();
    int written = 0;
    for (int i = 0; i < found.count; i++) {
      int record = found.records[i];
      if (options.admits(call.records(), record) && isLive(call, record)) {
        writeKey(call, record);
        written++;
      }
    }
    call.reply().settle(mark, written);
  }

  /** A key that has run out is deleted on the way. */
  private static boolean isLive(Call call, int record) {
    Client client = call.client();
    return call.node().liveKeys().live(client, client.database(), record) != Database.NONE;
  }

  private static void writeKey(Call call, int record) {
    call.reply()
        .bulk(
            call.records().segment(record),
            call.records().keyOffset(record),
            call.records().keyLength(record));
  }

  /** A cursor as C's {@code strtoul} reads it: nothing is 0, and a minus wraps around. */
  static long cursor(String argument) {
    String text =
        argument.indexOf('\0') < 0 ? argument : argument.substring(0, argument.indexOf('\0'));
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    if (text.isEmpty()) {
      return 0;
    }
    if (digits.isEmpty() || !digits.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
      throw new CommandException(INVALID_CURSOR);
    }
    try {
      long value = Long.parseUnsignedLong(digits);
      return text.startsWith("-") ? -value : value;
    } catch (NumberFormatException tooLarge) {
      throw new CommandException(INVALID_CURSOR);
    }
  }

  // ---- KEYS

  private static void keys(Call call) {
    Glob pattern = new Glob(call.request().copy(1));
    int database = call.client().database();
    LiveKeys liveKeys = call.node().liveKeys();
    int[] written = new int[1];
    int mark = call.reply().deferArray();
    call.database()
        .forEach(
            record -> {
              if (pattern.matchesKey(call.records(), record)
                  && !liveKeys.isExpired(database, record)) {
                writeKey(call, record);
                written[0]++;
              }
            });
    call.reply().settle(mark, written[0]);
  }

  // ---- RANDOMKEY

  private static void randomKey(Call call) {
    int record = randomRecord(call);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      writeKey(call, record);
    }
  }

  private static int randomRecord(Call call) {
    Database database = call.database();
    int record = database.randomRecord(call.node().random());
    for (int i = 0; record != Database.NONE && !isLive(call, record); i++) {
      record = database.randomRecord(call.node().random());
      if (i == MAX_TRIES && !call.node().isExpiryOurs()) {
        return record;
      }
    }
    return record;
  }
}
