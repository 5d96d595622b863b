package io.lockstep.command.waiting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key of a database that somebody waits for; equal by content. */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record WaitingKey(int database, byte[] name) {

  /** The key whose name lies in these bytes. */
  static WaitingKey of(int database, byte[] bytes, int start, int length) {
    return new WaitingKey(database, Arrays.copyOfRange(bytes, start, start + length));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WaitingKey key
        && key.database == database
        && Arrays.equals(key.name, name);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(name) * 31 + database;
  }
}
