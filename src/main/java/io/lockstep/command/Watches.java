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
  private final LiveKeys keys;

  /** Watches of these keys. */
  Watches(LiveKeys keys) {
    this.keys = keys;
  }

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
    private boolean expired; // it was when the watch began, and nothing has changed since
    private final @Nullable Watch next;

    private Watch(Client client, Key key, boolean expired, @Nullable Watch next) {
      this.client = client;
      this.key = key;
      this.expired = expired;
      this.next = next;
    }
  }

  /** What a watch can see of a key. */
  public enum KeyState {
    ABSENT,
    EXPIRED,
    LIVE
  }

  /** Tells the state of keys of one database. */
  interface KeyStates {
    KeyState of(byte[] key);
  }

  /** Whether nobody watches anything. */
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** How many keys are watched. */
  public int watchedKeys() {
    return byKey.size();
  }

  /** Starts watching a key; watching it twice is once. */
  public void watch(Client client, int database, byte[] name, boolean expired) {
    Key key = new Key(database, name);
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      if (watch.key.equals(key)) {
        return;
      }
    }
    client.firstWatch = new Watch(client, key, expired, client.firstWatch);
    client.watchCount++;
    byKey.computeIfAbsent(key, unseen -> new ArrayList<>(1)).add(client.firstWatch);
  }

  /** Ends all watches of a client and mends its transaction. */
  public void unwatch(Client client) {
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      List<Watch> watchers = byKey.get(watch.key);
      if (watchers != null && watchers.remove(watch) && watchers.isEmpty()) {
        byKey.remove(watch.key);
      }
    }
    client.firstWatch = null;
    client.watchCount = 0;
    client.watchBroken = false;
  }

  /** A key was changed. */
  public void changed(int database, byte[] bytes, int start, int length) {
    if (byKey.isEmpty()) {
      return;
    }
    Key key = new Key(database, Arrays.copyOfRange(bytes, start, start + length));
    List<Watch> watchers = byKey.get(key);
    if (watchers != null) {
      watchers.forEach(this::changed);
    }
  }

  /** A key that was expired has not changed for its watcher until there is another one. */
  private void changed(Watch watch) {
    if (!watch.expired) {
      watch.client.watchBroken = true;
      return;
    }
    switch (state(watch)) {
      case ABSENT -> watch.expired = false;
      case EXPIRED -> {}
      case LIVE -> watch.client.watchBroken = true;
    }
  }

  private KeyState state(Watch watch) {
    return keys.state(watch.key.database, watch.key.name);
  }

  /**
   * A database is about to be emptied or replaced: breaks watches of keys that were or will be
   * there (Redis, {@code touchAllWatchedKeysInDb}).
   */
  void databaseChanged(int database, KeyStates before, KeyStates after) {
    byKey.forEach(
        (key, watchers) -> {
          if (key.database == database) {
            replaced(watchers, before.of(key.name), after.of(key.name));
          }
        });
  }

  private static void replaced(List<Watch> watchers, KeyState before, KeyState after) {
    if (before != KeyState.ABSENT || after != KeyState.ABSENT) {
      watchers.forEach(watch -> replaced(watch, before, after));
    }
  }

  private static void replaced(Watch watch, KeyState before, KeyState after) {
    if (watch.expired && after != KeyState.LIVE) {
      watch.expired = after == KeyState.EXPIRED;
    } else if (!watch.expired && before == KeyState.ABSENT && after == KeyState.EXPIRED) {
      watch.expired = true;
    } else {
      watch.client.watchBroken = true;
    }
  }

  /** Whether a key that was live when watched has run out since. */
  public boolean anyExpired(Client client) {
    for (Watch watch = client.firstWatch; watch != null; watch = watch.next) {
      if (!watch.expired && state(watch) == KeyState.EXPIRED) {
        return true;
      }
    }
    return false;
  }
}
