package io.lockstep.rdb;

import java.util.List;

/** The bytes that announce a key with a value of some type (rdb.h), in any version up to 12. */
final class RdbType {
  static final int STRING = 0;
  static final int MODULE_PRE_GA = 6;
  static final int MODULE = 7;

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
          "hash as listpack with field expiry");

  private RdbType() {}

  /** The text for a type that is not read. */
  static String unsupported(int type) {
    String name = type < NAMES.size() ? NAMES.get(type) : "unknown";
    return "type " + type + " not supported (" + name + ")";
  }
}
