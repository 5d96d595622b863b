package io.lockstep.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.Database;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Keys of a writable replica that its own clients gave a time of expiry. Its master knows nothing
 * of them and so will never delete them: the replica does (Redis, {@code expireSlaveKeys}).
 */
final class OwnVolatileKeys {

  /** A key, a char a byte, so that names of the same bytes are equal. */
  private record Name(int database, String key) {
    private byte[] bytes() {
      return key.getBytes(ISO_8859_1);
    }
  }

  private final Node node;
  private final SequencedSet<Name> names = new LinkedHashSet<>();

  OwnVolatileKeys(Node node) {
    this.node = node;
  }

  /** A client of this node changed a key; it is remembered if it can run out. */
  void changed(int databaseIndex, byte[] bytes, int start, int length) {
    int record = node.keyspace().database(databaseIndex).find(bytes, start, length);
    if (record != Database.NONE && node.keyspace().records().expireAtMs(record) >= 0) {
      byte[] key = node.keyspace().records().key(record);
      names.add(new Name(databaseIndex, new String(key, ISO_8859_1)));
    }
  }

  /** Looks at so many of them in turn, and deletes those that have run out; returns how many. */
  int cycle(int effort) {
    int expired = 0;
    for (int left = Math.min(effort, names.size()); left > 0; left--) {
      Name name = names.removeFirst();
      switch (node.liveKeys().state(name.database, name.bytes())) {
        case LIVE -> keepWhileVolatile(name);
        case EXPIRED -> {
          node.liveKeys().expire(name.database, find(name));
          expired++;
        }
        case ABSENT -> {} // nothing is left to be remembered
      }
    }
    return expired;
  }

  private void keepWhileVolatile(Name name) {
    if (node.keyspace().records().expireAtMs(find(name)) >= 0) {
      names.addLast(name);
    }
  }

  private int find(Name name) {
    byte[] key = name.bytes();
    return node.keyspace().database(name.database).find(key, 0, key.length);
  }

  /** Forgets all: the node has become a master, or has got other data. */
  void clear() {
    names.clear();
  }
}
