package io.lockstep.command;

import static io.lockstep.command.Command.command;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG: what tests and the curious need, and nobody else. */
public final class DebugCommands {

  private static final Logger LOG = LoggerFactory.getLogger(DebugCommands.class);
  private static final int MANY = Integer.MAX_VALUE;

  /** A subcommand; one with another number of arguments is as unknown as one of another name. */
  private record Verb(String name, int least, int most, Handler handler) {
    private boolean isNamedBy(Call call) {
      return call.is(1, name) && call.count() >= least && call.count() <= most;
    }
  }

  private static final List<Verb> VERBS =
      List.of(
          new Verb("CHANGE-REPL-ID", 2, 2, DebugCommands::changeReplicationId),
          new Verb("DIGEST", 2, 2, DebugCommands::digest),
          new Verb("DIGEST-VALUE", 2, MANY, DebugCommands::digestValues),
          new Verb("ERROR", 3, 3, call -> call.reply().error(call.text(2))),
          new Verb("HELP", 2, 2, DebugCommands::help),
          new Verb("LOG", 3, 3, DebugCommands::log),
          new Verb("OBJECT", 3, 4, DebugCommands::object),
          new Verb("POPULATE", 3, 5, DebugCommands::populate),
          new Verb("PROTOCOL", 3, 3, DebugProtocol::write),
          new Verb("RELOAD", 2, MANY, DebugCommands::reload),
          new Verb("SET-ACTIVE-EXPIRE", 3, 3, DebugCommands::setActiveExpire),
          new Verb("SET-DISABLE-DENY-SCRIPTS", 3, 3, Call::ok),
          new Verb("SLEEP", 3, 3, DebugCommands::sleep),
          new Verb("STRINGMATCH-LEN", 4, 4, DebugCommands::matchLongText));

  private static final String[] HELP = {
    "CHANGE-REPL-ID",
    "    Give the replication stream a new identifier and no past.",
    "DIGEST",
    "    A signature of all data, the same as Redis gives for the same data.",
    "DIGEST-VALUE <key> [<key> ...]",
    "    A signature of each key's value.",
    "ERROR <string>",
    "    Reply with this text as an error.",
    "LOG <message>",
    "    Write a message to the server's log.",
    "OBJECT <key> [fast]",
    "    How the value of a key is kept. With fast, its serialized length is left out.",
    "POPULATE <count> [<prefix>] [<size>]",
    "    Create string keys named key:<num>, or <prefix>:<num>, with values of <size> bytes.",
    "    Replicas do not get them.",
    "PROTOCOL <type>",
    "    Reply with an example of a type: string, integer, double, bignum, null, array, set,",
    "    map, attrib, push, verbatim, true, false.",
    "RELOAD",
    "    Save the data, empty the server and load the data again.",
    "SET-ACTIVE-EXPIRE <0|1>",
    "    Whether keys that have run out are deleted though nobody asks for them.",
    "SET-DISABLE-DENY-SCRIPTS <0|1>",
    "    Accepted; no command is denied to scripts only for its own good.",
    "SLEEP <seconds>",
    "    Stop the server for a while. Decimals allowed.",
    "STRINGMATCH-LEN <length> <pattern>",
    "    Whether a text of so many letters a matches a pattern: 1 or 0.",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("debug", -2, "admin noscript loading stale protected", "", DebugCommands::run));

  private DebugCommands() {}

  private static void run(Call call) {
    VERBS.stream()
        .filter(verb -> verb.isNamedBy(call))
        .findFirst()
        .orElseThrow(() -> new CommandException(Errors.wrongSubcommand("DEBUG", call.text(1))))
        .handler()
        .run(call);
  }

  private static void help(Call call) {
    Help.write(call, HELP);
  }

  // ---- data

  private static void digest(Call call) {
    call.reply().simple(DataDigest.of(call.node().keyspace()));
  }

  private static void digestValues(Call call) {
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      call.reply().simple(DataDigest.ofValue(call.records(), evenExpired(call, i)));
    }
  }

  /** A key that has run out and is not deleted yet is worth looking at here. */
  private static int evenExpired(Call call, int i) {
    return call.database().find(call.bytes(), call.start(i), call.length(i));
  }

  private static void object(Call call) {
    if (call.count() == 4 && !call.is(3, "FAST")) {
      throw new CommandException(Errors.SYNTAX);
    }
    int record = evenExpired(call, 2);
    if (record == Database.NONE) {
      throw new CommandException(Errors.NO_SUCH_KEY);
    }
    call.reply().simple(description(call, record, call.count() == 3));
  }

  private static String description(Call call, int record, boolean withLength) {
    Records records = call.records();
    AccessClock clock = call.node().keyspace().accessClock();
    int access = records.accessClock(record);
    String length =
        withLength ? " serializedlength:" + Encodings.serializedLength(records, record) : "";
    return String.format(
        Locale.ROOT,
        "Value at:0x%x refcount:%d encoding:%s%s lru:%d lru_seconds_idle:%d",
        record,
        Encodings.referenceCount(records, record),
        Encodings.name(records, record),
        length,
        access,
        clock.isByFrequency() ? 0 : clock.idleSeconds(access));
  }

  private static void populate(Call call) {
    long count = positive(call, 2, Long.MAX_VALUE);
    byte[] prefix = call.count() > 3 ? call.request().copy(3) : "key".getBytes(ISO_8859_1);
    int size = call.count() > 4 ? (int) positive(call, 4, Integer.MAX_VALUE - 8) : 0;
    new Population(call, prefix, size).add(count);
    call.ok();
  }

  private static long positive(Call call, int i, long most) {
    return call.numberBetween(i, 0, most, Errors.NOT_POSITIVE);
  }

  private static void reload(Call call) {
    for (int i = 2; i < call.count(); i++) {
      boolean known = call.is(i, "MERGE") || call.is(i, "NOFLUSH") || call.is(i, "NOSAVE");
      throw new CommandException(
          known
              ? "ERR DEBUG RELOAD saves, empties and loads, and takes no options here."
              : "ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
    }
    call.node().control().reload();
    call.ok();
  }

  // ---- the node

  private static void changeReplicationId(Call call) {
    call.node().replication().log().rename();
    call.ok();
  }

  private static void log(Call call) {
    LOG.warn("DEBUG LOG: {}", call.text(2));
    call.ok();
  }

  private static void setActiveExpire(Call call) {
    call.node().settings().activeExpire = isOn(call.text(2));
    call.ok();
  }

  /** Whether C's {@code atoi} finds a number other than zero. */
  private static boolean isOn(String text) {
    return text.matches("(?s)\\s*[+-]?0*[1-9].*");
  }

  private static void sleep(Call call) {
    call.node().control().sleep((long) (seconds(call.text(2)) * 1e9));
    call.ok();
  }

  private static double seconds(String text) {
    try {
      return Math.max(0, Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static void matchLongText(Call call) {
    byte[] text = new byte[(int) positive(call, 2, 1 << 30)];
    Arrays.fill(text, (byte) 'a');
    boolean matches = new Glob(call.request().copy(3)).matches(text, 0, text.length);
    call.reply().integer(matches ? 1 : 0);
  }
}
