package io.lockstep.command.debug;

import static io.lockstep.command.Command.command;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Handler;
import io.lockstep.command.Help;
import io.lockstep.command.parameter.value.InvalidValueException;
import io.lockstep.command.parameter.value.MemoryType;
import io.lockstep.command.server.ConfigCommands;
import io.lockstep.command.text.Glob;
import io.lockstep.keyspace.Database;
import io.lockstep.resp.Request;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG: what tests and the curious need, and nobody else. */
public final class DebugCommands {

  private static final Logger LOG = LoggerFactory.getLogger(DebugCommands.class);
  private static final int MANY = Integer.MAX_VALUE;
  private static final MemoryType PACKED_THRESHOLD = MemoryType.between(0, (1L << 32) - (1L << 20));

  /** A subcommand; one with another number of arguments is as unknown as one of another name. */
  private record Verb(String name, int least, int most, Handler handler) {
    private boolean isNamedBy(Call call) {
      return call.is(1, name) && call.count() >= least && call.count() <= most;
    }
  }

  private static final List<Verb> VERBS =
      List.of(
          new Verb("CHANGE-REPL-ID", 2, 2, DebugCommands::changeReplicationId),
          new Verb("CONFIG-REWRITE-FORCE-ALL", 2, 2, ConfigCommands::rewriteAll),
          new Verb("DIGEST", 2, 2, DebugCommands::digest),
          new Verb("DIGEST-VALUE", 2, MANY, DebugCommands::digestValues),
          new Verb("ERROR", 3, 3, call -> call.reply().error(call.text(2))),
          new Verb("HELP", 2, 2, DebugCommands::help),
          new Verb("HTSTATS-KEY", 3, 4, DebugCommands::tableOfKey),
          new Verb("LOG", 3, 3, DebugCommands::log),
          new Verb("OBJECT", 3, 4, DebugCommands::object),
          new Verb("PAUSE-CRON", 3, 3, DebugCommands::pauseCron),
          new Verb("POPULATE", 3, 5, DebugCommands::populate),
          new Verb("PROTOCOL", 3, 3, DebugProtocol::write),
          new Verb("REPLYBUFFER", 4, 4, Call::ok), // no client has one of its own
          new Verb("QUICKLIST-PACKED-THRESHOLD", 3, 3, DebugCommands::packedThreshold),
          new Verb("RELOAD", 2, MANY, DebugCommands::reload),
          new Verb("REPLICATE", 4, MANY, DebugCommands::replicate),
          new Verb("SET-ACTIVE-EXPIRE", 3, 3, DebugCommands::setActiveExpire),
          new Verb("SET-DISABLE-DENY-SCRIPTS", 3, 3, Call::ok),
          new Verb("SET-SKIP-CHECKSUM-VALIDATION", 3, 3, DebugCommands::skipChecksums),
          new Verb("SLEEP", 3, 3, DebugCommands::sleep),
          new Verb("STRINGMATCH-LEN", 4, 4, DebugCommands::matchLongText));

  private static final String[] HELP = {
    "CHANGE-REPL-ID",
    "    Give the replication stream a new identifier and no past.",
    "CONFIG-REWRITE-FORCE-ALL",
    "    Like CONFIG REWRITE, with every parameter, even one at its default.",
    "DIGEST",
    "    A signature of all data, the same as Redis gives for the same data.",
    "DIGEST-VALUE <key> [<key> ...]",
    "    A signature of each key's value.",
    "ERROR <string>",
    "    Reply with this text as an error.",
    "HTSTATS-KEY <key> [full]",
    "    The hash table of a key's value.",
    "LOG <message>",
    "    Write a message to the server's log.",
    "OBJECT <key> [fast]",
    "    How the value of a key is kept. With fast, what takes long to find out is left out.",
    "PAUSE-CRON <0|1>",
    "    Whether everything that happens by itself stands still.",
    "POPULATE <count> [<prefix>] [<size>]",
    "    Create string keys named key:<num>, or <prefix>:<num>, with values of <size> bytes.",
    "    Replicas do not get them.",
    "PROTOCOL <type>",
    "    Reply with an example of a type: string, integer, double, bignum, null, array, set,",
    "    map, attrib, push, verbatim, true, false.",
    "QUICKLIST-PACKED-THRESHOLD <size>",
    "    Accepted; the size of a list's element decides nothing here.",
    "RELOAD [NOSAVE] [MERGE] [NOFLUSH]",
    "    Save the data, empty the server and load the data again. With nosave, what was saved",
    "    before takes the place of the data.",
    "REPLICATE (replicas|aof|all) <command> [<argument> ...]",
    "    Put a command into the replication stream.",
    "SET-ACTIVE-EXPIRE <0|1>",
    "    Whether keys that have run out are deleted though nobody asks for them.",
    "SET-DISABLE-DENY-SCRIPTS <0|1>",
    "    Accepted; no command is denied to scripts only for its own good.",
    "SET-SKIP-CHECKSUM-VALIDATION <0|1>",
    "    Whether the checksum of what is loaded is left unread.",
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
    call.reply().simple(ObjectDescription.of(call, record, call.count() == 4));
  }

  private static void populate(Call call) {
    long count = positive(call, 2, Long.MAX_VALUE);
    byte[] prefix = call.count() > 3 ? call.request().copy(3) : "key".getBytes(ISO_8859_1);
    int size = call.count() > 4 ? (int) positive(call, 4, Integer.MAX_VALUE - 8) : 0;
    new Population(call, prefix, size).add(count);
    call.ok();
  }

  private static long positive(Call call, int i, long most) {
    return call.arguments().numberBetween(i, 0, most, Errors.NOT_POSITIVE);
  }

  private static void reload(Call call) {
    boolean savesFirst = true;
    for (int i = 2; i < call.count(); i++) {
      checkReloadOption(call, i);
      savesFirst &= !call.is(i, "NOSAVE");
    }
    call.node().saving().reload(savesFirst);
    LOG.warn("DB reloaded by DEBUG RELOAD");
    call.ok();
  }

  /** What was just saved equals the data, so merging it changes nothing. */
  private static void checkReloadOption(Call call, int i) {
    if (!call.is(i, "NOSAVE") && !call.is(i, "MERGE") && !call.is(i, "NOFLUSH")) {
      throw new CommandException(
          "ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
    }
  }

  private static void tableOfKey(Call call) {
    boolean isThere = evenExpired(call, 2) != Database.NONE;
    throw new CommandException(
        isThere
            ? "ERR The value stored at the specified key is not represented using an hash table"
            : Errors.NO_SUCH_KEY);
  }

  // ---- the node

  /** Puts a command into the stream as it is, with no database of its own. */
  private static void replicate(Call call) {
    if (!call.is(2, "REPLICAS") && !call.is(2, "AOF") && !call.is(2, "ALL")) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (!call.is(2, "AOF")) {
      byte[][] words = new byte[call.count() - 3][];
      Arrays.setAll(words, i -> call.request().copy(i + 3));
      call.node().propagation().appendAside(Request.of(words).bytes());
    }
    call.ok();
  }

  private static void packedThreshold(Call call) {
    try {
      PACKED_THRESHOLD.parse(List.of(call.text(2)), 0L);
    } catch (InvalidValueException wrong) {
      throw new CommandException(
          "ERR argument must be a memory value bigger than 1 and smaller than 4gb");
    }
    call.ok();
  }

  private static void pauseCron(Call call) {
    call.node().settings().cronPaused = isOn(call.text(2));
    call.ok();
  }

  private static void skipChecksums(Call call) {
    call.node().settings().skipsChecksums = isOn(call.text(2));
    call.ok();
  }

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
    call.node().refreshNow(); // whoever waits for keys is served after this, in the same batch
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
