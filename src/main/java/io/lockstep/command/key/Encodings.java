package io.lockstep.command.key;

import io.lockstep.command.Settings;
import io.lockstep.command.text.Numbers;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;

/** The names that Redis has for the ways a value is kept, as OBJECT ENCODING and tests expect. */
public final class Encodings {

  private static final int MAX_NUMBER_LENGTH = 20;
  private static final int MAX_EMBEDDED_LENGTH = 44;
  private static final int SHARED_NUMBERS = 10_000;
  private static final int SHARED = Integer.MAX_VALUE;

  private Encodings() {}

  public static String name(Records records, int record) {
    return switch (records.type(record)) {
      case STRING -> stringName(records, record);
      case LIST -> byForm(records, record, "quicklist");
      case HASH -> records.isTimed(record) ? "listpackex" : byForm(records, record, "hashtable");
      case SET -> byForm(records, record, "hashtable");
      case SORTED_SET -> byForm(records, record, "skiplist");
      case STREAM -> "stream";
    };
  }

  /**
   * Redis shares the numbers below 10000, and counts those references no more; while it evicts by
   * use it shares none. The number that COPY makes is its own there; here a value does not remember
   * how it was made, and the copy counts as shared.
   */
  public static int referenceCount(Records records, int record, Settings settings) {
    boolean isString = records.type(record) == RecordType.STRING;
    return isString && !settings.evictsByUse() && isSharedNumber(records, record) ? SHARED : 1;
  }

  private static String byForm(Records records, int record, String linked) {
    return switch (records.form(record)) {
      case PACKED -> "listpack";
      case NUMBERS -> "intset";
      case LINKED -> linked;
    };
  }

  private static String stringName(Records records, int record) {
    if (isNumber(records, record)) {
      return "int";
    }
    boolean embedded = !records.isRaw(record) && records.valueLength(record) <= MAX_EMBEDDED_LENGTH;
    return embedded ? "embstr" : "raw";
  }

  private static boolean isNumber(Records records, int record) {
    boolean isText = records.isRaw(record) || records.isText(record);
    if (isText || records.valueLength(record) > MAX_NUMBER_LENGTH) {
      return false;
    }
    return isNumberText(records.value(record));
  }

  private static boolean isNumberText(byte[] value) {
    return Numbers.parse(value, 0, value.length) != Numbers.INVALID
        || Numbers.isMinimum(value, 0, value.length);
  }

  private static boolean isSharedNumber(Records records, int record) {
    if (!isNumber(records, record)) {
      return false;
    }
    byte[] value = records.value(record);
    long number = Numbers.parse(value, 0, value.length);
    return number >= 0 && number < SHARED_NUMBERS;
  }
}
