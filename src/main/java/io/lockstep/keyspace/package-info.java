/**
 * The data: databases of keys and values, their expiry and eviction, and snapshots of them.
 *
 * <p>Design note. A key that runs out is found by sweeps, a field that does by its time: a hash is
 * in its database's order of times under the soonest of its fields, which is told by the hash
 * itself, so nothing beside the hash has to remember it. The order names hashes by the hashes of
 * their keys, not by address, so that a record may move without a word.
 */
@NullMarked
package io.lockstep.keyspace;

import org.jspecify.annotations.NullMarked;
