package io.lockstep.rdb;

/** The names of the auxiliary fields that are written and understood. */
final class AuxField {
  static final String REDIS_VERSION = "redis-ver";
  static final String REDIS_BITS = "redis-bits";
  static final String CREATED = "ctime";
  static final String USED_MEMORY = "used-mem";
  static final String STREAM_DATABASE = "repl-stream-db";
  static final String REPLID = "repl-id";
  static final String OFFSET = "repl-offset";
  static final String AOF_BASE = "aof-base";

  /** The seed of the table that the keys were read from: a table with it takes them in order. */
  static final String HASH_SEED = "lockstep-hash-seed";

  /** How the bytes after this field are summed, see {@link RdbChecksum}. */
  static final String CHECKSUM = "lockstep-checksum";

  private AuxField() {}
}
