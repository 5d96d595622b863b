/**
 * The heart: one thread that executes requests, appends to the log, feeds replicas and publishes
 * what people may see.
 *
 * <p>A full resync is loaded beside the data, which is served until the snapshot is whole. Only
 * where both do not fit is the data flushed first, and from then on nothing may take the node for
 * what it was: its history ends and a fresh one begins at offset 0, so that no replica continues
 * from it and no Sentinel prefers it for its offset; the link forgets what it could have continued
 * from; the save that goes on is given up, and nobody but a person's word writes the void over the
 * file before a snapshot has come or the node was made a master.
 */
@NullMarked
package io.lockstep.engine;

import org.jspecify.annotations.NullMarked;
