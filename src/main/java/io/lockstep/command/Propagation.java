package io.lockstep.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.replication.ReplicationLog;
import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.Request;
import java.util.Arrays;

/**
 * Turns what a unit of execution changed into bytes of the log: a single command, or everything
 * that one EXEC did. A unit of more than one operation is wrapped in MULTI and EXEC, and SELECT is
 * put before an operation whose database differs from the last one's (Redis, {@code
 * propagatePendingCommands} and {@code replicationFeedSlaves}).
 */
public final class Propagation {

  private static final int NO_DATABASE = -1;
  private static final byte[] MULTI = Request.of("MULTI").bytes();
  private static final byte[] EXEC = Request.of("EXEC").bytes();
  private static final byte[] GETACK = Request.of("REPLCONF", "GETACK", "*").bytes();

  private final ReplicationLog log;
  private final CommandEncoder select = new CommandEncoder();
  private boolean enabled;
  private int selected = NO_DATABASE;

  // operations held until the unit ends: operation i is bytes [ends[i-1], ends[i]) for databases[i]
  private byte[] held = new byte[512];
  private int[] ends = new int[8];
  private int[] databases = new int[8];
  private int operations;
  private boolean transaction;

  /** Propagates into this log. */
  public Propagation(ReplicationLog log) {
    this.log = log;
  }

  /**
   * Whether this node produces the stream; off on a replica, whose log takes its master's bytes.
   */
  public void enabled(boolean enabled) {
    this.enabled = enabled;
    forgetSelection();
  }

  /** Makes the next operation name its database, as a new full resync or a promotion needs. */
  public void forgetSelection() {
    selected = NO_DATABASE;
  }

  /** The database the stream selected last, or −1. */
  public int selectedDatabase() {
    return selected;
  }

  /** Whether anything takes the stream. */
  public boolean isActive() {
    return enabled && log.isActive();
  }

  /** A change was made that no operation stands for in the log, as nothing takes the stream. */
  void skipped() {
    if (enabled) {
      log.skipped();
    }
  }

  /** Whether the log lacks something that was done already, as the unit it belongs to is open. */
  public boolean isBehind() {
    return transaction || operations > 0;
  }

  /** Starts a unit of several commands. */
  void beginTransaction() {
    transaction = true;
  }

  /** Adds an operation that comes before the command's own. */
  void add(int database, byte[] bytes, int start, int length) {
    if (!isActive()) {
      skipped();
    } else {
      hold(database, bytes, start, length);
    }
  }

  /** Adds the last operation of a command, and ends the unit unless a transaction is open. */
  void finishWith(int database, byte[] bytes, int start, int length) {
    if (!isActive()) {
      skipped();
    } else if (operations == 0 && !transaction) {
      append(database, bytes, start, length);
    } else {
      hold(database, bytes, start, length);
      finish();
    }
  }

  /** Ends the unit unless a transaction is open. */
  void finish() {
    if (!transaction && operations > 0) {
      flush(operations > 1);
    }
  }

  /** Like {@link #finish}, but the operations go into the log as units of their own. */
  void finishSeparately() {
    if (!transaction) {
      flush(false);
    }
  }

  /** Ends the unit that {@link #beginTransaction} began. */
  void endTransaction() {
    transaction = false;
    finish();
  }

  /** Appends what an open unit holds so far: the log is about to become another master's. */
  public void flushHeld() {
    if (operations > 0) {
      flush(operations > 1);
    }
  }

  /** Appends each held operation as a unit of its own, as active expiry and eviction do. */
  public void finishUnwrapped() {
    flush(false);
  }

  /** Asks replicas to say at once how far they have come. */
  public void askForAcknowledgements() {
    appendAside(GETACK);
  }

  /** Appends bytes that belong to no database, such as PING. */
  public void appendAside(byte[] bytes) {
    if (isActive()) {
      log.append(bytes, 0, bytes.length);
    }
  }

  /** Appends that a key is gone, which no command has done. */
  public void appendDeletion(int database, byte[] key, boolean isLazy) {
    byte[] verb = (isLazy ? "UNLINK" : "DEL").getBytes(ISO_8859_1);
    byte[] deletion = Request.of(verb, key).bytes();
    if (isActive()) {
      append(database, deletion, 0, deletion.length);
    }
  }

  private void hold(int database, byte[] bytes, int start, int length) {
    int from = operations == 0 ? 0 : ends[operations - 1];
    makeRoom(from + length);
    System.arraycopy(bytes, start, held, from, length);
    ends[operations] = from + length;
    databases[operations++] = database;
  }

  private void makeRoom(int bytes) {
    if (bytes > held.length) {
      held = Arrays.copyOf(held, Math.max(bytes, held.length * 2));
    }
    if (operations == ends.length) {
      ends = Arrays.copyOf(ends, operations * 2);
      databases = Arrays.copyOf(databases, operations * 2);
    }
  }

  private void flush(boolean wrapped) {
    if (!isActive()) {
      operations = 0;
      return;
    }
    if (wrapped) {
      log.append(MULTI, 0, MULTI.length);
    }
    for (int i = 0, from = 0; i < operations; from = ends[i++]) {
      append(databases[i], held, from, ends[i] - from);
    }
    if (wrapped) {
      log.append(EXEC, 0, EXEC.length);
    }
    operations = 0;
    shrink();
  }

  private void append(int database, byte[] bytes, int start, int length) {
    if (selected != database) {
      select.clear();
      select.begin(2).argument("SELECT").argument(database);
      log.append(select.bytes(), 0, select.length());
      selected = database;
      log.selected(database);
    }
    log.append(bytes, start, length);
  }

  private void shrink() {
    if (held.length > 1 << 20) {
      held = new byte[512];
    }
  }
}
