package io.lockstep.command.stream;

import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupReader;
import io.lockstep.keyspace.StreamReader;

/** How far groups have come in their stream, as far as that can be told. */
final class Progress {
  static final long UNKNOWN = GroupReader.UNKNOWN;

  private Progress() {}

  /**
   * How many entries come up to an id, of all that ever were (Redis, {@code
   * streamEstimateDistanceFromFirstEverEntry}).
   */
  static long entriesUpTo(StreamReader stream, EntryId id) {
    if (stream.entriesAdded() == 0) {
      return 0;
    }
    int beforeLast = id.compareTo(stream.lastId(new EntryId()));
    if (stream.length() == 0 && beforeLast < 1) {
      return stream.entriesAdded();
    }
    EntryId maxDeleted = stream.maxDeletedId(new EntryId());
    if (!id.isZero() && id.compareTo(maxDeleted) < 0) {
      return UNKNOWN;
    }
    return beforeLast >= 0
        ? (beforeLast == 0 ? stream.entriesAdded() : UNKNOWN)
        : entriesUpToFirst(stream, id, maxDeleted);
  }

  /** Whoever has not come beyond the first entry has read what is gone, if nothing is missing. */
  private static long entriesUpToFirst(StreamReader stream, EntryId id, EntryId maxDeleted) {
    EntryId first = stream.firstId(new EntryId());
    boolean isWhole = maxDeleted.isZero() || maxDeleted.compareTo(first) < 0;
    int beforeFirst = id.compareTo(first);
    return isWhole && beforeFirst <= 0
        ? stream.entriesAdded() - stream.length() + (beforeFirst == 0 ? 1 : 0)
        : UNKNOWN;
  }

  /** Whether an entry from an id on may have been deleted. */
  static boolean mayLackEntriesFrom(StreamReader stream, EntryId id) {
    EntryId maxDeleted = stream.maxDeletedId(new EntryId());
    return stream.length() > 0
        && !maxDeleted.isZero()
        && stream.firstId(new EntryId()).compareTo(maxDeleted) <= 0
        && id.compareTo(maxDeleted) <= 0;
  }

  /** How many entries a group has read when it has come to one more. */
  static long entriesReadAt(StreamReader stream, EntryId id, long before) {
    if (before != UNKNOWN && !mayLackEntriesFrom(stream, id)) {
      return before + 1;
    }
    return stream.entriesAdded() == 0 ? before : entriesUpTo(stream, id);
  }

  /** How many entries a group has still to read, or {@link #UNKNOWN}. */
  static long lag(StreamReader stream, GroupReader group) {
    if (stream.entriesAdded() == 0) {
      return 0;
    }
    EntryId last = group.lastId(new EntryId());
    boolean isCounted = group.entriesRead() != UNKNOWN && !mayLackEntriesFrom(stream, last);
    long read = isCounted ? group.entriesRead() : entriesUpTo(stream, last);
    return read == UNKNOWN ? UNKNOWN : stream.entriesAdded() - read;
  }
}
