package io.lockstep.command;

import java.util.Locale;

/**
 * The catalogue of error replies: Redis' exact texts, without the leading dash. Texts that depend
 * on the request are built by the methods.
 */
public final class Errors {
  public static final String SYNTAX = "ERR syntax error";
  public static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";
  public static final String NO_SUCH_KEY = "ERR no such key";
  public static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
  public static final String NOT_A_FLOAT = "ERR value is not a valid float";
  public static final String NOT_POSITIVE = "ERR value is out of range, must be positive";
  public static final String OUT_OF_RANGE = "ERR index out of range";
  public static final String DB_OUT_OF_RANGE = "ERR DB index is out of range";
  public static final String SAME_OBJECT = "ERR source and destination objects are the same";
  public static final String STRING_TOO_LONG =
      "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
  public static final String OVERFLOW = "ERR increment or decrement would overflow";
  public static final String NAN_OR_INFINITY = "ERR increment would produce NaN or Infinity";
  public static final String OFFSET_OUT_OF_RANGE = "ERR offset is out of range";

  public static final String DECREMENT_OVERFLOW = "ERR decrement would overflow";
  public static final String BIT_OFFSET = "ERR bit offset is not an integer or out of range";
  public static final String BIT_VALUE = "ERR bit is not an integer or out of range";
  public static final String BIT_ARGUMENT = "ERR The bit argument must be 1 or 0.";
  public static final String BITOP_NOT = "ERR BITOP NOT must be called with a single source key.";
  public static final String BITFIELD_TYPE =
      "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
          + " i64 is.";
  public static final String BITFIELD_OVERFLOW = "ERR Invalid OVERFLOW type specified";
  public static final String BITFIELD_READ_ONLY =
      "ERR BITFIELD_RO only supports the GET subcommand";
  public static final String LCS_NOT_STRINGS = "ERR The specified keys must contain string values";
  public static final String LCS_LEN_AND_IDX =
      "ERR If you want both the length and indexes, please just use IDX.";
  public static final String LCS_TOO_BIG =
      "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len";
  public static final String LCS_NO_MEMORY =
      "ERR Insufficient memory, failed allocating transient memory for LCS";

  public static final String NOT_A_SKETCH =
      "WRONGTYPE Key is not a valid HyperLogLog string value.";
  public static final String CORRUPT_SKETCH = "INVALIDOBJ Corrupted HLL object detected";
  public static final String BUSY_KEY = "BUSYKEY Target key name already exists.";
  public static final String BAD_PAYLOAD = "ERR DUMP payload version or checksum are wrong";
  public static final String BAD_DATA_FORMAT = "ERR Bad data format";

  public static final String NOT_AN_INT32 =
      "ERR value is out of range, value must between -2147483648 and 2147483647";
  public static final String NO_OPPOSITE =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";
  public static final String NOT_A_TIMEOUT = "ERR timeout is not an integer or out of range";
  public static final String NOT_A_FLOAT_TIMEOUT = "ERR timeout is not a float or out of range";
  public static final String NO_AUTH = "NOAUTH Authentication required.";
  public static final String OUT_OF_MEMORY =
      "OOM command not allowed when used memory > 'maxmemory'.";
  public static final String CANNOT_SAVE =
      "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to"
          + " disk. Commands that may modify the data set are disabled, because this instance is"
          + " configured to report errors during writes if RDB snapshotting fails"
          + " (stop-writes-on-bgsave-error option). Please check the Redis logs for details about"
          + " the RDB error.";
  public static final String READ_ONLY = "READONLY You can't write against a read only replica.";
  public static final String NO_REPLICAS = "NOREPLICAS Not enough good replicas to write.";
  public static final String MASTER_DOWN =
      "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.";
  public static final String LOADING = "LOADING Redis is loading the dataset in memory";
  public static final String REPLICA_KEYSPACE = "ERR Replica can't interact with the keyspace";
  public static final String EXEC_ABORT =
      "EXECABORT Transaction discarded because of previous errors.";

  private static final int SHOWN_LENGTH = 128;

  private Errors() {}

  static String unknownCommand(String name, String arguments) {
    return "ERR unknown command '" + name + "', with args beginning with: " + arguments;
  }

  static String unknownSubcommand(String name, String container) {
    return "ERR unknown subcommand '"
        + shown(name)
        + "'. Try "
        + container.toUpperCase(Locale.ROOT)
        + " HELP.";
  }

  /** The error of commands that know their subcommands themselves, such as DEBUG. */
  public static String wrongSubcommand(String container, String name) {
    return "ERR unknown subcommand or wrong number of arguments for '"
        + shown(name)
        + "'. Try "
        + container
        + " HELP.";
  }

  /** A word of the request as Redis prints it, with C's {@code %.128s}. */
  static String shown(String word) {
    String text = untilNul(word);
    return text.substring(0, Math.min(SHOWN_LENGTH, text.length()));
  }

  /** A word of the request as Redis prints it, with C's {@code %s}. */
  public static String untilNul(String word) {
    int nul = word.indexOf('\0');
    return nul < 0 ? word : word.substring(0, nul);
  }

  public static String wrongArity(String fullName) {
    return "ERR wrong number of arguments for '" + fullName + "' command";
  }

  static String notWhileSubscribed(String fullName) {
    return "ERR Can't execute '"
        + fullName
        + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
        + " context";
  }

  static String disabled(String name) {
    return "ERR "
        + name
        + " command not allowed. If the enable-"
        + name.toLowerCase(Locale.ROOT)
        + "-command option is set to \"local\", you can run it from a local connection, otherwise"
        + " you need to set this option in the configuration file, and then restart the server.";
  }

  /** The error of an EXEC that was refused itself; a code word of its own stays. */
  static String execAbort(String refusal) {
    String reason = refusal.startsWith("ERR ") ? refusal.substring("ERR ".length()) : refusal;
    return "EXECABORT Transaction discarded because of: " + reason;
  }

  public static String invalidExpire(String command) {
    return "ERR invalid expire time in '" + command + "' command";
  }
}
