/**
 * Being a replica: the link to a master as a pure state machine, and the parsing of what a master
 * says before the command stream begins.
 *
 * <p>A stage of Redis that only sends and never waits (SEND_HANDSHAKE, SEND_PSYNC) is passed within
 * one step here, so it is named in {@link io.lockstep.replication.upstream.ReplState} but no state
 * rests in it.
 */
@NullMarked
package io.lockstep.replication.upstream;

import org.jspecify.annotations.NullMarked;
