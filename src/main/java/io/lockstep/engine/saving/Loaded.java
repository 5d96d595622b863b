package io.lockstep.engine.saving;

import io.lockstep.rdb.ReplicationPoint;
import java.util.Optional;

/**
 * What a node's file has told beside the data.
 *
 * @param point where in a replication history the data belongs, if the file says so
 * @param dropped keys that had run out, and are not in the data
 */
public record Loaded(Optional<ReplicationPoint> point, DroppedKeys dropped) {

  /** There is no file. */
  static final Loaded NOTHING = new Loaded(Optional.empty(), new DroppedKeys(0));
}
