/**
 * The file that a node is loaded from when it starts.
 *
 * <p>It is always whole: a new one is written beside it, synced, and then takes its place. Writing
 * in the background reads a snapshot on a thread of its own; that thread also puts the file in its
 * place, since giving back the blocks of a large former one takes a while. So there is a moment
 * from which on a save can't be given up any more, and whoever must write after it waits for it.
 *
 * <p>A full resync has nothing to do with this file. A replica that must know the length of its
 * payload gets one of its own, which is deleted once it is sent; a payload that is received is
 * loaded while it comes in. Therefore {@code rdb-del-sync-files} finds nothing to delete, and the
 * two never write the same file.
 *
 * <p>A replica's data may be the last good copy when its master comes back with none. So such a
 * snapshot is not swapped in before the data is in a file of its own, beside the node's and named
 * after the history and offset that it is a state of; the link goes on waiting as if the snapshot
 * were still being loaded, and signs of life go to the master meanwhile.
 *
 * <p>Nor is such data flushed to make room for a snapshot. What counts are keys, not bytes: the
 * snapshot of an empty Redis says that its data took a megabyte. As long as the keys that were
 * announced or loaded so far are too few to tell that nothing shrinks, the data stays; a database
 * that is announced later may tell it, and then there is still something to be gained.
 */
@NullMarked
package io.lockstep.engine.saving;

import org.jspecify.annotations.NullMarked;
