package io.lockstep.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The history of this node and the latest bytes of it. Every consumer reads it through a {@link
 * LogCursor}; the backlog is only the part that is kept although nobody needs it yet.
 *
 * <p>Bytes live in a chain of blocks. The first blocks are dropped, whole, when the rest still
 * holds the backlog's size and no cursor stands in them; so the window may exceed the size, but is
 * smaller only while less has been produced. Owned by one thread.
 */
public final class ReplicationLog {
  public static final long MIN_BACKLOG_BYTES = 16 * 1024;

  private static final int LONGEST_SELECT_BYTES = 64;

  private final Supplier<String> newReplids;
  private final BlockPool pool;
  private final List<LogCursor> cursors = new ArrayList<>();

  private History identity; // its offset is stale; see offset
  private long offset; // number of the last byte produced; histlen == offset + 1 - firstOffset
  private long backlogBytes; // >= MIN_BACKLOG_BYTES
  private boolean hasBacklog;
  private final SelectionMarks marks = new SelectionMarks();
  private int selected = SelectionMarks.UNKNOWN; // after the last byte
  private boolean isAfterUnit; // several commands were appended last, all at once
  private boolean isMarkDue; // no boundary of the last block is marked yet
  private boolean isComplete; // without backlog: nothing was changed since the last byte

  // head == null  <=>  tail == null; a chain exists when there is a backlog or an open cursor
  private @Nullable Block head;
  private @Nullable Block tail; // tail.endOffset == offset + 1

  /**
   * A log without backlog.
   *
   * @param backlogBytes repl-backlog-size
   * @param newReplids gives a random identifier at each call
   */
  public ReplicationLog(History history, long backlogBytes, Supplier<String> newReplids) {
    this.identity = history;
    this.offset = history.offset();
    this.backlogBytes = Math.max(backlogBytes, MIN_BACKLOG_BYTES);
    this.pool = new BlockPool(this.backlogBytes);
    this.newReplids = newReplids;
  }

  // --- the history

  public History history() {
    return identity.at(offset);
  }

  public String replid() {
    return identity.replid();
  }

  /** The number of the last byte produced (master_repl_offset). */
  public long offset() {
    return offset;
  }

  /** Starts a new history that continues this one (a promotion); cursors go on. */
  public void shift() {
    identity = history().shift(newReplids.get());
  }

  /** Gives this history another identifier and no past: nobody continues from before. */
  public void rename() {
    identity = history().renamed(newReplids.get());
  }

  /**
   * Takes the identifier from the master's CONTINUE.
   *
   * @return whether it is another one, which replicas of this node must learn by asking again
   */
  public boolean continueAs(String masterReplid) {
    if (identity.isCurrent(masterReplid)) {
      return false;
    }
    identity = history().shift(masterReplid);
    return true;
  }

  /** After a full load: the master's history, an empty backlog, and every open cursor cut off. */
  public void adopt(String replid, long loadedOffset) {
    restart(History.adopted(replid, loadedOffset));
    createBacklog();
  }

  /**
   * Begins anywhere else, without backlog: blocks go to the collector, as sockets may hold views.
   */
  public void restart(History history) {
    cursors.forEach(LogCursor::cut);
    cursors.clear();
    head = null;
    tail = null;
    hasBacklog = false;
    isComplete = false;
    identity = history;
    offset = history.offset();
    marks.clear();
    selected = SelectionMarks.UNKNOWN;
  }

  // --- the backlog

  public boolean hasBacklog() {
    return hasBacklog;
  }

  /** Whether changes must be appended: something keeps or reads them. */
  public boolean isActive() {
    return hasBacklog || !cursors.isEmpty();
  }

  /** Begins to retain bytes, in the same history (after a load, at start-up, on a continuation). */
  public void createBacklog() {
    hasBacklog = true;
    reachTail();
  }

  /**
   * Begins to retain bytes because the first replica came. Nothing before is known, so the history
   * is a new one (Redis: createReplicationBacklogIfNeeded).
   *
   * @return whether there was no backlog
   */
  public boolean createBacklogForFirstReplica() {
    if (hasBacklog) {
      return false;
    }
    rename();
    createBacklog();
    return true;
  }

  /**
   * Stops to retain bytes: a master without replicas for longer than repl-backlog-ttl. The
   * identifier lives on as a marker of length zero, so that a replica with the very same offset may
   * still continue, until {@link #skipped} says that there was a change.
   */
  public void freeBacklog() {
    isComplete = hasBacklog || isComplete;
    hasBacklog = false;
    trim();
    pool.clear();
  }

  /**
   * A change was made that is not appended, as the log is not active. The offset no longer tells
   * what the data is, so the history gets a new identifier and no past; further calls cost nothing.
   */
  public void skipped() {
    if (isComplete && !isActive()) {
      isComplete = false;
      rename();
    }
  }

  /** Changes repl-backlog-size; bytes are dropped at once, new blocks get a fitting size. */
  public void resize(long newBacklogBytes) {
    backlogBytes = Math.max(newBacklogBytes, MIN_BACKLOG_BYTES);
    pool.fitTo(backlogBytes);
    trim();
  }

  public long backlogBytes() {
    return backlogBytes;
  }

  /** The number of the first byte retained; one past {@link #offset} when there is none. */
  public long firstOffset() {
    return head == null ? offset + 1 : head.startOffset;
  }

  /** How many bytes are retained (repl_backlog_histlen). */
  public long histlen() {
    return offset + 1 - firstOffset();
  }

  /** Native memory in blocks, used and spare. */
  public long bytesReserved() {
    long sum = pool.spareBytes();
    for (Block block = head; block != null; block = block.next) {
      sum += block.capacity();
    }
    return sum;
  }

  public int blockCount() {
    int count = 0;
    for (Block block = head; block != null; block = block.next) {
      count++;
    }
    return count;
  }

  long firstBlockEndOffset() {
    return head == null ? offset + 1 : head.endOffset();
  }

  int blockBytes() {
    return pool.blockBytes();
  }

  // --- writing

  /**
   * Adds bytes to the history, from one command boundary to another; only while {@link #isActive}.
   */
  public void append(byte[] bytes, int start, int length) {
    if (!isActive()) {
      throw new IllegalStateException("Nobody keeps or reads the log: say skipped() instead");
    }
    markBoundary();
    isAfterUnit = false;
    Block last = reachTail();
    for (int done = 0; done < length; ) {
      last = last.room() == 0 ? extend(last) : last;
      int count = Math.min(last.room(), length - done);
      last.append(bytes, start + done, count);
      offset += count;
      done += count;
    }
    trim();
  }

  /** As {@link #append}, of several commands at once. */
  public void appendUnit(byte[] bytes, int start, int length) {
    append(bytes, start, length);
    isAfterUnit = true;
  }

  private void markBoundary() {
    if (isMarkDue || marks.isDue(offset + 1)) {
      marks.add(offset + 1, selected, !isAfterUnit);
      isMarkDue = false;
    }
  }

  /** What follows is executed in this database, until it is said again. */
  public void selected(int database) {
    selected = database;
  }

  private Block reachTail() {
    if (tail == null) {
      tail = pool.take(offset + 1);
      head = tail;
    }
    return tail;
  }

  /** Links a new last block; readers that have read all wait in it, so that the old one may go. */
  private Block extend(Block last) {
    Block added = pool.take(last.endOffset());
    last.next = added;
    tail = added;
    isMarkDue = true;
    cursors.forEach(LogCursor::leaveFinishedBlocks);
    trim();
    return added;
  }

  /** Drops first blocks that neither the backlog nor a cursor needs. */
  void trim() {
    Block first = head;
    while (first != null && mayDrop(first)) {
      head = first.next;
      pool.giveBack(first);
      first = head;
    }
    if (head == null) {
      tail = null;
    }
    marks.dropBefore(firstOffset());
  }

  private boolean mayDrop(Block first) {
    if (first.pins > 0) {
      return false;
    }
    return hasBacklog
        ? first.next != null && histlen() - first.length >= backlogBytes
        : first.next != null || cursors.isEmpty();
  }

  // --- reading

  /**
   * Decides on {@code PSYNC replid psyncOffset}, where the offset is the first byte that the
   * replica lacks. One past our last byte is fine: there is nothing to send yet (Redis:
   * masterTryPartialResynchronization).
   */
  public Resume resume(String replid, long psyncOffset) {
    ResyncReason obstacle = obstacle(replid, psyncOffset);
    return obstacle == null ? new Resume.Continue(psyncOffset) : new Resume.FullResync(obstacle);
  }

  private @Nullable ResyncReason obstacle(String replid, long psyncOffset) {
    if (replid.equals("?")) {
      return new ResyncReason.AskedFor();
    }
    ResyncReason stranger = strangeness(replid, psyncOffset);
    return stranger == null ? absence(psyncOffset) : stranger;
  }

  private @Nullable ResyncReason strangeness(String replid, long psyncOffset) {
    if (identity.isCurrent(replid)) {
      return null;
    }
    if (!identity.isPrevious(replid)) {
      return new ResyncReason.UnknownReplid(replid, history());
    }
    return psyncOffset <= identity.secondOffset()
        ? null
        : new ResyncReason.BeyondSecondOffset(psyncOffset, identity.secondOffset());
  }

  private @Nullable ResyncReason absence(long psyncOffset) {
    if (!isActive() && !(isComplete && psyncOffset == offset + 1)) {
      return new ResyncReason.NoBacklog();
    }
    if (psyncOffset < firstOffset()) {
      return new ResyncReason.OffsetTooLow(psyncOffset, firstOffset());
    }
    return psyncOffset > offset + 1
        ? new ResyncReason.OffsetTooHigh(psyncOffset, offset + 1)
        : null;
  }

  /** Opens a cursor whose first byte is {@code startOffset}, in {@code firstOffset..offset + 1}. */
  public LogCursor open(long startOffset) {
    checkInside(startOffset);
    reachTail();
    LogCursor cursor = new LogCursor(this, blockOf(startOffset), startOffset);
    cursors.add(cursor);
    return cursor;
  }

  void closed(LogCursor cursor) {
    cursors.remove(cursor);
    trim();
  }

  public int cursorCount() {
    return cursors.size();
  }

  /** Copies up to {@code maxBytes} retained bytes from {@code from} on, for inspection. */
  public byte[] copy(long from, int maxBytes) {
    checkInside(from);
    byte[] copied = new byte[(int) Math.min(maxBytes, offset + 1 - from)];
    int done = 0;
    while (done < copied.length) {
      Block block = blockOf(from + done);
      int at = (int) (from + done - block.startOffset);
      int count = Math.min(block.length - at, copied.length - done);
      block.copy(at, copied, done, count);
      done += count;
    }
    return copied;
  }

  /**
   * The database selected at a retained offset, a SELECT that begins before it included; −1 if that
   * is not known: where a transaction goes over from bytes that are dropped.
   */
  public int databaseAt(long asked) {
    checkInside(asked);
    int mark = marks.floor(asked);
    if (mark < 0) {
      return databaseBeforeMarks();
    }
    long from = marks.offset(mark);
    int length = (int) Math.min(asked - from, SelectionMarks.SPACING_BYTES);
    byte[] between = copy(from, length + LONGEST_SELECT_BYTES);
    return SelectionMarks.after(marks.database(mark), between, length);
  }

  /** All that lies there is the rest of what was appended in one go. */
  private int databaseBeforeMarks() {
    if (marks.isEmpty()) {
      return isAfterUnit ? SelectionMarks.UNKNOWN : selected;
    }
    return marks.followsOne(0) ? marks.database(0) : SelectionMarks.UNKNOWN;
  }

  private void checkInside(long asked) {
    if (asked < firstOffset() || asked > offset + 1) {
      throw new IllegalArgumentException(
          "Offset %d is outside the log, which holds %d to %d"
              .formatted(asked, firstOffset(), offset));
    }
  }

  /** The block with byte {@code asked}, or the last block when it is yet to come. */
  private Block blockOf(long asked) {
    for (Block block = head; block != null; block = block.next) {
      if (asked < block.endOffset() || block.next == null) {
        return block;
      }
    }
    throw new IllegalStateException("The log has no blocks");
  }
}
