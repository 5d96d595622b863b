/**
 * The copy: one log of everything that changed, and the pure state machines of both ends of a link.
 *
 * <h2>Design notes</h2>
 *
 * <p>The offset counts bytes from 1, as in Redis: the last byte produced has the number {@code
 * offset}, and a replica asks for {@code offset + 1}. A cursor stands at the next byte to read, so
 * one that has read everything stands at {@code offset + 1} too.
 *
 * <p>A replica's unsent bytes are those after its cursor, and nothing else: what the backlog keeps
 * anyway is not held against it, so one big value cannot make a replica fail its output limit for
 * bytes that it has long received.
 *
 * <p>Redis changes its identifier when it frees the backlog of a master without replicas, since
 * changes are no longer counted from then on. Here that waits for the first such change: until then
 * a replica with the very same offset has the very same data, and may continue.
 */
@NullMarked
package io.lockstep.replication;

import org.jspecify.annotations.NullMarked;
