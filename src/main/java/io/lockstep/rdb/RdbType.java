package io.lockstep.rdb;

import java.util.List;

/** The bytes that announce a key with a value of some type (rdb.h) of a dialect. */
final class RdbType {
  static final int STRING = 0;
  static final int LIST = 1;
  static final int SET = 2;
  static final int SORTED_SET_AS_TEXT = 3;
  static final int HASH = 4;
  static final int SORTED_SET = 5;
  static final int MODULE_PRE_GA = 6;
  static final int MODULE = 7;
  static final int HASH_ZIPMAP = 9;
  static final int LIST_ZIPLIST = 10;
  static final int SET_INTSET = 11;
  static final int SORTED_SET_ZIPLIST = 12;
  static final int HASH_ZIPLIST = 13;
  static final int LIST_QUICKLIST = 14;
  static final int STREAM_LISTPACKS = 15;
  static final int HASH_LISTPACK = 16;
  static final int SORTED_SET_LISTPACK = 17;
  static final int LIST_QUICKLIST_2 = 18;
  static final int STREAM_LISTPACKS_2 = 19;
  static final int SET_LISTPACK = 20;
  static final int STREAM_LISTPACKS_3 = 21;
  static final int HASH_WITH_EXPIRY_PRE_GA = 22;
  static final int HASH_LISTPACK_WITH_EXPIRY_PRE_GA = 23;
  static final int HASH_WITH_EXPIRY = 24;
  static final int HASH_LISTPACK_WITH_EXPIRY = 25;
  static final int STREAM_LISTPACKS_4 = 26;

  /** Valkey's, as the next. */
  static final int VALKEY_HASH_WITH_EXPIRY = 22;

  private static final int VALKEY_PATH_HASH = 23;

  /** All above mean something else in each dialect. */
  static final int NEWEST_SHARED = 21;

  private static final List<String> NAMES =
      List.of(
          "string",
          "list",
          "set",
          "sorted set",
          "hash",
          "sorted set with binary scores",
          "module",
          "module",
          "unassigned",
          "hash as zipmap",
          "list as ziplist",
          "set as intset",
          "sorted set as ziplist",
          "hash as ziplist",
          "list as quicklist",
          "stream",
          "hash as listpack",
          "sorted set as listpack",
          "list as quicklist of listpacks",
          "stream",
          "set as listpack",
          "stream",
          "hash with field expiry",
          "hash as listpack with field expiry",
          "hash with field expiry",
          "hash as listpack with field expiry",
          "stream");

  private RdbType() {}

  /** The text for a type that is not read. */
  static String unsupported(int type, RdbDialect dialect) {
    return "type " + type + " not supported (" + name(type, dialect) + ")";
  }

  private static String name(int type, RdbDialect dialect) {
    if (dialect == RdbDialect.VALKEY && type > NEWEST_SHARED) {
      return type == VALKEY_PATH_HASH ? "path hash of Valkey" : "unknown to Valkey 9.2";
    }
    return type < NAMES.size() ? NAMES.get(type) : "unknown";
  }
}
