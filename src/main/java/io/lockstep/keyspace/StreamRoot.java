package io.lockstep.keyspace;

import io.lockstep.memory.TreeCursor;

/** Where a stream's record, those of its groups and consumers, and a pending entry hold what. */
final class StreamRoot {
  // a stream: its living entries, its ids, how many entries there ever were
  static final int LENGTH = 0;
  static final int LAST = 8;
  static final int FIRST = 24;
  static final int MAX_DELETED = 40;
  static final int ADDED = 56;
  static final int BLOCKS = 64; // a tree, by the ids of the blocks' first entries
  static final int GROUPS = BLOCKS + TreeCursor.ROOT_BYTES; // a tree, by name
  static final int BYTES = GROUPS + TreeCursor.ROOT_BYTES;

  // a group, whose name is its record's key
  static final int GROUP_LAST = 0;
  static final int GROUP_READ = 16;
  static final int GROUP_PENDING = 24; // a tree, by id
  static final int GROUP_CONSUMERS = GROUP_PENDING + TreeCursor.ROOT_BYTES; // a tree, by name
  static final int GROUP_BYTES = GROUP_CONSUMERS + TreeCursor.ROOT_BYTES;

  // a consumer, whose name is in a record that never changes: pending entries point there
  static final int CONSUMER_NAME = 0;
  static final int CONSUMER_SEEN = 4;
  static final int CONSUMER_ACTIVE = 12;
  static final int CONSUMER_PENDING = 20; // a tree of what is in the group's as well
  static final int CONSUMER_BYTES = CONSUMER_PENDING + TreeCursor.ROOT_BYTES;

  // a pending entry
  static final int PENDING_ID = 0;
  static final int PENDING_TIME = 16;
  static final int PENDING_COUNT = 24;
  static final int PENDING_OWNER = 32; // the record of the consumer's name
  static final int PENDING_BYTES = 36;

  private StreamRoot() {}
}
