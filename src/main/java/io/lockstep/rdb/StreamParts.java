package io.lockstep.rdb;

import io.lockstep.rdb.packed.MalformedPackException;
import io.lockstep.rdb.packed.StreamId;
import io.lockstep.rdb.packed.StreamNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a file, in parts that are asked for in their order: all nodes, the summary, all
 * groups. Each part is whole and checked when it is given.
 */
final class StreamParts {
  private static final int ID_BYTES = 16;

  private final RdbInput in;
  private final RdbString string;
  private final StreamForm form;
  private final StreamNode node = new StreamNode();

  private long nodesLeft;
  private long living;
  private StreamId first = StreamId.ZERO; // of the living entries
  private @Nullable StreamId last; // of all entries so far

  private @Nullable StreamSummary summary;
  private long groupsLeft;
  private final Set<String> groupNames = new HashSet<>();

  /** Reads a stream whose key has just been read, with {@code string} as room for its strings. */
  StreamParts(RdbInput in, RdbString string, StreamForm form) throws IOException {
    this.in = in;
    this.string = string;
    this.form = form;
    this.nodesLeft = in.length();
  }

  /** The next node, valid until the part after it is asked for; null behind the last one. */
  @Nullable StreamNode nextNode() throws IOException {
    if (nodesLeft == 0) {
      return null;
    }
    nodesLeft--;
    StreamId id = nodeId();
    long at = in.offset();
    string.read(in);
    open(id, at);
    follow(at, id);
    return node;
  }

  /** The bytes of the node that was given last. */
  RdbString nodeBytes() {
    return string;
  }

  private StreamId nodeId() throws IOException {
    long at = in.offset();
    if (in.length() != ID_BYTES) {
      throw new CorruptRdbException(at, "a stream node's id is not of " + ID_BYTES + " bytes");
    }
    return rawId();
  }

  private void open(StreamId id, long at) throws CorruptRdbException {
    try {
      node.open(id, string.bytes(), string.start(), string.length());
    } catch (MalformedPackException e) {
      throw new CorruptRdbException(at, "stream node " + id + ": " + e.reason());
    }
  }

  private void follow(long at, StreamId id) throws CorruptRdbException {
    if (last != null && last.compareTo(id) >= 0) {
      throw new CorruptRdbException(at, "stream node " + id + " is not behind " + last);
    }
    if (living == 0 && node.living() > 0) {
      first = node.first();
    }
    living += node.living();
    last = node.last();
  }

  /** What is told of the stream as a whole; all nodes have been read. */
  StreamSummary readSummary() throws IOException {
    if (nodesLeft > 0) {
      throw new IllegalStateException(nodesLeft + " nodes of the stream have not been read");
    }
    long at = in.offset();
    long length = in.length();
    StreamId lastGiven = id();
    StreamSummary read =
        form.hasCounts()
            ? new StreamSummary(length, lastGiven, id(), id(), in.number())
            : new StreamSummary(length, lastGiven, first, StreamId.ZERO, length);
    check(read, at);
    summary = read;
    groupsLeft = in.length();
    return read;
  }

  private void check(StreamSummary read, long at) throws CorruptRdbException {
    if (read.length() > 0 && last == null) { // some Redis 5 miscounted, so no more is asked for
      throw new CorruptRdbException(
          at, "stream says " + read.length() + " entries and has no node");
    }
    if (last != null && read.last().compareTo(last) < 0) {
      throw new CorruptRdbException(at, "stream's last id " + read.last() + " is before " + last);
    }
  }

  /** The next group, after the summary; null behind the last one. */
  @Nullable StreamGroup nextGroup() throws IOException {
    if (summary == null) {
      throw new IllegalStateException("The summary of the stream has not been read");
    }
    if (groupsLeft == 0) {
      return null;
    }
    groupsLeft--;
    long at = in.offset();
    byte[] name = newName(groupNames, "consumer group");
    StreamId delivered = id();
    long read = form.hasCounts() ? in.number() : summary.estimatedRead(delivered);
    PendingEntries pending = pending();
    List<StreamConsumer> consumers = consumers(pending);
    if (!pending.areAllOwned()) {
      throw new CorruptRdbException(at, "a pending entry of a group has no consumer");
    }
    return new StreamGroup(name, delivered, read, pending, consumers);
  }

  /**
   * Passes over what producers said, behind the last group: who adds again what it added before is
   * not recognized here.
   */
  void skipProducers() throws IOException {
    if (!form.hasProducers()) {
      return;
    }
    in.number(); // for how long an addition is remembered
    in.number(); // and how many at most
    for (long left = in.length(); left > 0; left--) {
      string.read(in);
      skipAdditions();
    }
    in.number(); // how many there were
    in.number(); // and how many came again
  }

  private void skipAdditions() throws IOException {
    for (long left = in.length(); left > 0; left--) {
      string.read(in);
      id();
    }
  }

  private byte[] newName(Set<String> names, String what) throws IOException {
    long at = in.offset();
    string.read(in);
    if (!names.add(string.text())) {
      throw new CorruptRdbException(at, "a " + what + " of a stream appears twice");
    }
    return string.copy();
  }

  private PendingEntries pending() throws IOException {
    var pending = new PendingEntries();
    for (long left = in.length(); left > 0; left--) {
      long at = in.offset();
      if (!pending.add(network64(), network64(), in.i64(), in.number())) {
        throw new CorruptRdbException(at, "pending entries of a group are not in order");
      }
    }
    return pending;
  }

  private List<StreamConsumer> consumers(PendingEntries pending) throws IOException {
    var consumers = new ArrayList<StreamConsumer>();
    var names = new HashSet<String>();
    for (long left = in.length(); left > 0; left--) {
      byte[] name = newName(names, "consumer");
      long seenAtMs = in.i64();
      long activeAtMs = form.hasActiveTimes() ? in.i64() : seenAtMs;
      own(pending, consumers.size());
      consumers.add(new StreamConsumer(name, seenAtMs, activeAtMs));
    }
    return consumers;
  }

  private void own(PendingEntries pending, int consumer) throws IOException {
    for (long left = in.length(); left > 0; left--) {
      long at = in.offset();
      if (!pending.own(network64(), network64(), consumer)) {
        throw new CorruptRdbException(at, "a consumer's pending entry is not free in its group");
      }
    }
  }

  private StreamId id() throws IOException {
    return new StreamId(in.number(), in.number());
  }

  private StreamId rawId() throws IOException {
    return new StreamId(network64(), network64());
  }

  private long network64() throws IOException {
    return Long.reverseBytes(in.i64());
  }
}
