package io.lockstep.simulation;

import io.lockstep.replication.History;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every history that ever was in a world: its bytes, and what the data was at each offset. Whoever
 * claims the same identifier and the same offset must have the same of both.
 */
final class Histories {

  /** A place in a history. */
  record Place(String replid, long offset) {}

  private record Parent(String replid, long lastShared) {}

  /** The bytes of one history from an offset on. */
  private static final class Bytes {
    private long first;
    private byte[] bytes = new byte[1024];
    private int length;

    private Bytes(long first) {
      this.first = first;
    }

    private long end() {
      return first + length;
    }

    private void append(byte[] more, int from) {
      int count = more.length - from;
      if (bytes.length - length < count) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
      }
      System.arraycopy(more, from, bytes, length, count);
      length += count;
    }

    /** Bytes were missed: the record begins anew. */
    private void restartAt(long offset) {
      first = offset;
      length = 0;
    }

    private boolean agrees(long offset, byte[] others) {
      int skip = (int) Math.max(0, first - offset);
      int count = (int) Math.min(others.length, end() - offset);
      if (skip >= count) {
        return true;
      }
      int at = (int) (offset + skip - first);
      return Arrays.equals(bytes, at, at + count - skip, others, skip, count);
    }
  }

  private final Map<String, Bytes> histories = new HashMap<>();
  private final Map<String, Parent> parents = new HashMap<>();
  private final Map<String, Place> renamed = new HashMap<>();
  private final Map<Place, Long> prints = new HashMap<>();

  /** Learns of which history another one is the continuation. */
  void learn(History history) {
    if (history.secondOffset() == History.NO_OFFSET) {
      return;
    }
    Parent claimed = new Parent(history.replid2(), history.secondOffset() - 1);
    Parent known = parents.putIfAbsent(history.replid(), claimed);
    if (known != null && !shares(known, claimed)) {
      throw new Violation(
          "%s continues %s, but one that has it claims %s"
              .formatted(history.replid(), known, claimed));
    }
  }

  /** A history goes on under a name that does not tell its past. */
  void learnRenaming(Place last, String replid) {
    renamed.putIfAbsent(replid, last);
  }

  /** Whether whoever has reached a place has been at another one, under whatever name. */
  boolean includes(Place reached, Place wanted) {
    Place here = canonical(reached.replid(), reached.offset());
    if (here.replid().equals(wanted.replid())) {
      return here.offset() >= wanted.offset();
    }
    Place before = before(here);
    return before != null && includes(before, wanted);
  }

  private @Nullable Place before(Place here) {
    Parent parent = parents.get(here.replid());
    return parent == null
        ? renamed.get(here.replid())
        : new Place(parent.replid(), parent.lastShared());
  }

  private boolean shares(Parent known, Parent claimed) {
    Place place = canonical(claimed.replid(), claimed.lastShared());
    return claimed.lastShared() <= known.lastShared()
        && place.equals(canonical(known.replid(), claimed.lastShared()));
  }

  /** The place in the oldest history that has it. */
  Place canonical(String replid, long offset) {
    Parent parent = parents.get(replid);
    return parent != null && offset <= parent.lastShared()
        ? canonical(parent.replid(), offset)
        : new Place(replid, offset);
  }

  /** Somebody has these bytes from an offset on; false if others have other ones. */
  boolean agrees(String replid, long offset, byte[] bytes) {
    Parent parent = parents.get(replid);
    long ownFirst = parent == null ? 0 : parent.lastShared() + 1;
    if (offset < ownFirst && parent != null) {
      int inherited = (int) Math.min(bytes.length, ownFirst - offset);
      return agrees(parent.replid(), offset, Arrays.copyOf(bytes, inherited))
          && agreesHere(replid, ownFirst, Arrays.copyOfRange(bytes, inherited, bytes.length));
    }
    return agreesHere(replid, offset, bytes);
  }

  private boolean agreesHere(String replid, long offset, byte[] bytes) {
    if (bytes.length == 0) {
      return true;
    }
    Bytes known = histories.computeIfAbsent(replid, _ -> new Bytes(offset));
    if (offset > known.end()) {
      known.restartAt(offset);
    }
    boolean agrees = known.agrees(offset, bytes);
    if (agrees && offset >= known.first && offset + bytes.length > known.end()) {
      known.append(bytes, (int) (known.end() - offset));
    }
    return agrees;
  }

  /** Somebody's data at a place; false if others had other data there. */
  boolean agrees(String replid, long offset, long print) {
    Long known = prints.putIfAbsent(canonical(replid, offset), print);
    return known == null || known == print;
  }

  /** Where a rare text ends in any history; null if none has it. */
  @Nullable Place endOf(byte[] text) {
    for (var history : histories.entrySet()) {
      int at = indexOf(history.getValue(), text);
      if (at >= 0) {
        return canonical(history.getKey(), history.getValue().first + at + text.length - 1);
      }
    }
    return null;
  }

  /** Recent texts are near the end. */
  private static int indexOf(Bytes history, byte[] text) {
    for (int at = history.length - text.length; at >= 0; at--) {
      if (Arrays.equals(history.bytes, at, at + text.length, text, 0, text.length)) {
        return at;
      }
    }
    return -1;
  }
}
