package io.lockstep.engine.saving;

import static io.lockstep.command.parameter.OwnParameters.REPLICA_REFUSE_SHRINK;
import static io.lockstep.command.parameter.OwnParameters.REPLICA_SHRINK_LEAST_KEYS;
import static io.lockstep.command.parameter.OwnParameters.REPLICA_SHRINK_PERCENT;
import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;

import io.lockstep.command.Node;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.History;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a replica's data and that of a master which has next to none, such as one that was
 * restarted without its file: what the replica has may be the last good copy. It is written to a
 * file before it is given up, and only given up at a person's word if the node is told so.
 */
public final class ShrinkGuard {

  private static final Logger LOG = LoggerFactory.getLogger(ShrinkGuard.class);
  private static final String FAILED = "";

  private final Node node;
  private final NodeSaving saving;
  private @Nullable Swap pending;
  private @Nullable Shrink last;
  private String kept = FAILED; // the file that was written last

  public ShrinkGuard(Node node, NodeSaving saving) {
    this.node = node;
    this.saving = saving;
  }

  /**
   * Data that would be, or was, replaced by far less.
   *
   * @param file where it was kept; null if it was not, or not yet
   * @param isHeld whether its replacement waits for a person's word
   */
  public record Shrink(
      long atMs, long keysBefore, long keysAfter, @Nullable String file, boolean isHeld) {}

  /** The last shrinking that was met with; null if none was. */
  public @Nullable Shrink last() {
    return last;
  }

  /** Whether a snapshot waits for a person's word. */
  public boolean isHeld() {
    return pending != null && last != null && last.isHeld();
  }

  /**
   * A master's snapshot is loaded.
   *
   * @param keys how many it has
   * @param replid the master's history; null if it has none
   * @param swap puts it in the place of the data: at once, later, or never
   */
  public void arrived(long keys, @Nullable String replid, Runnable swap) {
    long own = keysIn(node.keyspace());
    boolean isRefused = node.parameters().get(REPLICA_REFUSE_SHRINK);
    if (!(isRefused || saving.savesByItself()) || isKnown(replid) || !rule().isShrink(own, keys)) {
      swap.run();
      return;
    }
    LOG.warn(
        "The master's history is unknown here, and it has {} keys only, in place of {}", keys, own);
    pending = new Swap(swap);
    last = new Shrink(node.nowMs(), own, keys, null, isRefused);
    keep(pending);
  }

  private ShrinkRule rule() {
    return new ShrinkRule(
        node.parameters().get(REPLICA_SHRINK_PERCENT),
        node.parameters().get(REPLICA_SHRINK_LEAST_KEYS));
  }

  private boolean isKnown(@Nullable String replid) {
    History own = node.replication().log().history();
    return own.replid().equals(replid) || own.replid2().equals(replid);
  }

  private static long keysIn(Keyspace keyspace) {
    long keys = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keys += keyspace.database(i).size();
    }
    return keys;
  }

  /** The same data is not written twice when a master comes again and again. */
  private void keep(Swap swap) {
    String name = fileName();
    if (!saving.savesByItself() || name.equals(kept)) {
      swap.kept(name.equals(kept));
    } else {
      kept = FAILED;
      saving.keep(name, swap::kept);
    }
  }

  private String fileName() {
    History own = node.replication().log().history();
    return "%s.before-%s-%d.rdb"
        .formatted(node.parameters().get(DBFILENAME), own.replid(), own.offset());
  }

  /** A person wants the snapshot that waits; false if none does. */
  public boolean confirm() {
    Swap swap = pending;
    if (swap == null || !isHeld()) {
      return false;
    }
    LOG.warn("The master's snapshot is confirmed");
    swap.confirmed();
    return true;
  }

  /** The resync is given up: the data stays. */
  public void forget() {
    pending = null;
    hold(false);
  }

  private void hold(boolean isHeld) {
    if (last != null) {
      last = new Shrink(last.atMs, last.keysBefore, last.keysAfter, last.file, isHeld);
    }
  }

  private void found(String file) {
    kept = file;
    if (last != null) {
      last = new Shrink(last.atMs, last.keysBefore, last.keysAfter, file, last.isHeld);
    }
    LOG.warn("The data as it was is kept in {}", file);
  }

  /** A snapshot that is about to take the data's place. */
  private final class Swap {
    private final Runnable swap;
    private final String file = fileName();
    private boolean isWritten;

    private Swap(Runnable swap) {
      this.swap = swap;
    }

    /** The file is there, or there will be none. */
    private void kept(boolean hasSucceeded) {
      if (hasSucceeded) {
        found(file);
      } else if (saving.savesByItself()) {
        LOG.warn("The data as it was could not be kept in {}", file);
      }
      isWritten = true;
      goOn();
    }

    private void confirmed() {
      hold(false);
      goOn();
    }

    /** Unless it waits, or is given up. */
    private void goOn() {
      if (!this.equals(pending)) {
        return;
      }
      if (isHeld()) {
        LOG.warn("The master's snapshot waits to be confirmed; the data stays until then");
      } else if (isWritten) {
        pending = null;
        swap.run();
      }
    }
  }
}
