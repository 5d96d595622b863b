package io.lockstep.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients WATCH. A change of a watched key breaks the transaction of every watcher
 * but costs nothing while nobody watches.
 */
public final class Watches {

  private final Map<Key, List<Watch>> byKey = new HashMap<>();

  /** A key of a database; equal by content. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  private record Key(int database, byte[] name) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.database == database && Arrays.equals(key.name, name);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(name) * 31 + database;
    }
  }

  /** One client's watch of one key; a client's watches form a chain. */
  static final class Watch {
    private final Client client;
    private final Key key;
    private final boolean expiredAtStart;
    private final @Nullable Watch next;

    private Watch(Client client, Key key, boolean expiredAtStart, @Nullable Watch next) {
      this.client = client;
      this.key = key;
      this.expiredAtStart = expiredAtStart;
      this.next = next;
    }
  }

  /** How the watch of a key looks at whether that key is there and has run out. */
  interface KeyState {
    boolean isExpired(int database, byte[] key);
  }

  /** Whether nobody watches anything. */
  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** How many keys are watched. */
  public int watchedKeys() {
    return byKey.size();
  }

  /** Starts watching a key; watching it twice is once. */
  void watch(Client client, int database, byte[] name, boolean expired) {
    Key key = new Key(database, name);
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      if (watch.key.equals(key)) {
        return;
      }
    }
    client.firstWatch = new Watch(client, key, expired, client.firstWatch);
    byKey.computeIfAbsent(key, unseen -> new ArrayList<>(1)).add(client.firstWatch);
  }

  /** Ends all watches of a client and mends its transaction. */
  void unwatch(Client client) {
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      List<Watch> watchers = byKey.get(watch.key);
      if (watchers != null && watchers.remove(watch) && watchers.isEmpty()) {
        byKey.remove(watch.key);
      }
    }
    client.firstWatch = null;
    client.watchBroken = false;
  }

  /** A key was changed. */
  void changed(int database, byte[] bytes, int start, int length) {
    if (byKey.isEmpty()) {
      return;
    }
    Key key = new Key(database, Arrays.copyOfRange(bytes, start, start + length));
    List<Watch> watchers = byKey.get(key);
    if (watchers != null) {
      watchers.forEach(watch -> watch.client.watchBroken = true);
    }
  }

  /**
   * A database was emptied or replaced: breaks watches of keys that were or will be there.
   *
   * @param wasThere tells whether a key was in the database before
   * @param willBeThere tells whether it is in the database after
   */
  void databaseChanged(int database, KeyPresence wasThere, KeyPresence willBeThere) {
    byKey.forEach(
        (key, watchers) -> {
          if (key.database == database && (wasThere.has(key.name) || willBeThere.has(key.name))) {
            watchers.forEach(watch -> watch.client.watchBroken = true);
          }
        });
  }

  /** Whether a key is in a database. */
  interface KeyPresence {
    boolean has(byte[] key);
  }

  /** Whether a key that was live when watched has run out since. */
  boolean anyExpired(Client client, KeyState state) {
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      if (!watch.expiredAtStart && state.isExpired(watch.key.database, watch.key.name)) {
        return true;
      }
    }
    return false;
  }
}
