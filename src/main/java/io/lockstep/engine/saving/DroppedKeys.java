package io.lockstep.engine.saving;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys that a load has left out, as they had run out: replicas that continue must delete them too.
 * Beyond a limit nobody could continue, and so none is kept.
 */
public final class DroppedKeys {

  /** A key of a database. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Key(int database, byte[] name) {}

  private static final long BYTES_BESIDE_NAME = 32; // of the command that deletes it

  private final List<Key> keys = new ArrayList<>();
  private final long limitBytes;
  private long bytes;

  /** None so far. */
  DroppedKeys(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  void add(int database, byte[] name) {
    bytes += name.length + BYTES_BESIDE_NAME;
    if (areTooMany()) {
      keys.clear();
    } else {
      keys.add(new Key(database, name));
    }
  }

  /** Whether their deletion is more than a backlog holds. */
  public boolean areTooMany() {
    return bytes > limitBytes;
  }

  /** All of them, in the order of the file; none if they are too many. */
  public List<Key> keys() {
    return keys;
  }
}
