package io.lockstep.engine.saving;

import static io.lockstep.command.parameter.OwnParameters.REPLICA_REFUSE_SHRINK;
import static io.lockstep.command.parameter.OwnParameters.REPLICA_SHRINK_LEAST_KEYS;
import static io.lockstep.command.parameter.OwnParameters.REPLICA_SHRINK_PERCENT;
import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;

import io.lockstep.command.Node;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.History;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a replica's data and that of a master which has next to none, such as one that was
 * restarted without its file: what the replica has may be the last good copy. It is written to a
 * file before it is given up, and only given up at a person's word if the node is told so.
 */
public final class ShrinkGuard {

  /** Follows the name of the node's file in that of a file which keeps data as it was. */
  public static final String KEPT_MARK = ".before-";

  private static final Logger LOG = LoggerFactory.getLogger(ShrinkGuard.class);
  private final Node node;
  private final NodeSaving saving;
  private @Nullable Swap pending;
  private @Nullable Shrink last;
  private @Nullable Path kept; // the file that was written last

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
      long atMs, long keysBefore, long keysAfter, @Nullable String file, boolean isHeld) {

    private Shrink keptIn(String there) {
      return new Shrink(atMs, keysBefore, keysAfter, there, isHeld);
    }

    private Shrink held(boolean holds) {
      return new Shrink(atMs, keysBefore, keysAfter, file, holds);
    }
  }

  /** What is to take the place of the data. */
  public interface Replacement {

    /** Takes it. */
    void swap();

    /** It has to wait for a person's word. */
    void held();
  }

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
   * @param snapshot takes the place of the data: at once, later, or never
   */
  public void arrived(long keys, @Nullable String replid, Replacement snapshot) {
    if (!protects(keys, replid)) {
      snapshot.swap();
      return;
    }
    long own = keys();
    LOG.warn(
        "The master's history is unknown here, and it has {} keys only, in place of {}", keys, own);
    pending = new Swap(snapshot);
    last = new Shrink(node.nowMs(), own, keys, null, isRefused());
    keep(pending);
  }

  /**
   * Whether the data may not simply make way for a snapshot of so many keys, or may not have, where
   * it has been flushed for one that did not come. A snapshot of which only a part of the keys is
   * known may turn out to be let through.
   *
   * @param replid the master's history; null if it has none
   */
  public boolean protects(long keys, @Nullable String replid) {
    return (isRefused() || saving.savesByItself())
        && !isKnown(replid)
        && rule().isShrink(keys(), keys);
  }

  private boolean isRefused() {
    return node.parameters().get(REPLICA_REFUSE_SHRINK);
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

  /** How many keys there are, or were before they made room. */
  public long keys() {
    Keyspace keyspace = node.keyspace();
    long keys = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keys += keyspace.database(i).size();
    }
    return Math.max(keys, saving.loading().lackedKeys());
  }

  /** The same data is not written twice when a master comes again and again. */
  private void keep(Swap swap) {
    if (!saving.savesByItself() || (saving.loading().lacksData() && !saving.hasFile())) {
      swap.goOn();
    } else if (saving.loading().lacksData()) { // the file is all that is left of it
      swap.kept(saving.setAside(swap.file));
    } else if (swap.file.equals(kept) && saving.has(swap.file)) {
      swap.kept(true);
    } else {
      saving.keep(swap.file, swap::kept);
    }
  }

  private Path file() {
    History own = node.replication().log().history();
    return saving
        .folder()
        .resolve(
            "%s%s%s-%d.rdb"
                .formatted(
                    node.parameters().get(DBFILENAME), KEPT_MARK, own.replid(), own.offset()));
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
      last = last.held(isHeld);
    }
  }

  private void found(Path file) {
    kept = file;
    String name = file.getFileName().toString();
    if (last != null) {
      last = last.keptIn(name);
    }
    LOG.warn("The data as it was is kept in {}", name);
  }

  /** A snapshot that is about to take the data's place. */
  private final class Swap {
    private final Replacement snapshot;
    private final Path file = file();
    private boolean isBeingKept = true;

    private Swap(Replacement snapshot) {
      this.snapshot = snapshot;
    }

    /** The file is there; or it can't be written, and a person has to say what is to be done. */
    private void kept(boolean hasSucceeded) {
      if (hasSucceeded) {
        found(file);
      } else {
        LOG.warn("The data as it was could not be kept in {}", file);
      }
      if (this.equals(pending)) {
        hold(isHeld() || !hasSucceeded);
        goOn();
      }
    }

    private void confirmed() {
      hold(false);
      if (!isBeingKept) {
        end();
      }
    }

    /** All that can be kept is: now it is replaced, unless that has to wait. */
    private void goOn() {
      isBeingKept = false;
      if (isHeld()) {
        LOG.warn("The master's snapshot waits to be confirmed; the data stays until then");
        snapshot.held();
      } else {
        end();
      }
    }

    private void end() {
      pending = null;
      snapshot.swap();
    }
  }
}
