package io.lockstep.command;

import io.lockstep.keyspace.Database;

/**
 * Finds keys for a call: what has run out is not there any more, hits and misses are counted, and a
 * record is marked as used unless the client or the command wants no trace.
 */
final class KeyLookup {

  private final Call call;
  private final Node node;

  KeyLookup(Call call) {
    this.call = call;
    this.node = call.node();
  }

  int read(byte[] key, int start, int length) {
    int record = glance(key, start, length);
    if (record != Database.NONE) {
      touch(record);
    }
    return record;
  }

  /** Like {@link #read}, but the key does not count as used. */
  int glance(byte[] key, int start, int length) {
    int record = glanceQuietly(key, start, length);
    if (record == Database.NONE) {
      call.event(EventClass.KEY_MISS, "keymiss", call.client().database, key, start, length);
    }
    return record;
  }

  /** Like {@link #glance}, but nobody is told of a miss. */
  int glanceQuietly(byte[] key, int start, int length) {
    int record = peek(call.client().database, key, start, length);
    if (record == Database.NONE) {
      node.statistics().keyspaceMisses++;
    } else {
      node.statistics().keyspaceHits++;
    }
    return record;
  }

  int write(byte[] key, int start, int length) {
    int database = call.client().database;
    int found = find(database, key, start, length);
    int record = node.liveKeys().liveToWrite(call.client(), database, found);
    if (record != Database.NONE) {
      touch(record);
    }
    return record;
  }

  /** Finds a key without a trace of having been looked at. */
  int peek(int database, byte[] key, int start, int length) {
    return node.liveKeys().live(call.client(), database, find(database, key, start, length));
  }

  private int find(int database, byte[] key, int start, int length) {
    return node.keyspace().database(database).find(key, start, length);
  }

  private void touch(int record) {
    if (!call.client().noTouch || call.command().name().equals("touch")) {
      node.touch(record);
    }
  }
}
