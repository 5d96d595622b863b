package io.lockstep.command;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.SetValue;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Records;

/**
 * The collections that a call's keys hold, through the keyspace's views of them: one of each sort,
 * used again whenever it is asked for.
 */
public final class Collections {

  private final Call call;

  Collections(Call call) {
    this.call = call;
  }

  /** A view of the set that a record of the selected database holds. */
  public SetValue set(int record) {
    return call.node().keyspace().sets().at(call.database(), record);
  }

  /** A view of the list that a record of the selected database holds. */
  public ListValue list(int record) {
    return call.node().keyspace().lists().at(call.database(), record);
  }

  /** A view of the list at argument {@code i}, or of a new one that is to be filled. */
  public ListValue listToFill(int i, int record) {
    if (record != Database.NONE) {
      return list(record);
    }
    call.created(i);
    return newList(i);
  }

  /** A view of a new list at argument {@code i}, which holds nothing. */
  public ListValue newList(int i) {
    return call.node()
        .keyspace()
        .lists()
        .create(call.database(), call.bytes(), call.start(i), call.length(i), Records.NO_EXPIRY);
  }

  /** A view of the hash that a record of the selected database holds. */
  public HashValue hash(int record) {
    return call.node().keyspace().hashes().at(call.database(), record);
  }

  /**
   * A view of the hash at argument {@code i}, which may be given by {@link Call#write(int)}, or a
   * new one.
   */
  public HashValue hashToFill(int i, int record) {
    return record == Database.NONE
        ? call.node()
            .keyspace()
            .hashes()
            .create(call.database(), call.bytes(), call.start(i), call.length(i), Records.NO_EXPIRY)
        : hash(record);
  }

  /** A view of the sorted set that a record of the selected database holds. */
  public SortedSetValue sortedSet(int record) {
    return call.node().keyspace().sortedSets().at(call.database(), record);
  }

  /**
   * A view of a new sorted set at argument {@code i}, which holds nothing: room for so many
   * members, one of which is this long.
   */
  public SortedSetValue newSortedSet(int i, long members, long memberLength) {
    return call.node()
        .keyspace()
        .sortedSets()
        .create(
            call.database(),
            call.bytes(),
            call.start(i),
            call.length(i),
            Records.NO_EXPIRY,
            members,
            memberLength);
  }

  /** A collection at argument {@code i} has lost its last element, and so is no key any more. */
  public void dropEmpty(int i, int record) {
    call.database().delete(record);
    call.event(EventClass.GENERIC, "del", i);
  }
}
