/**
 * The people: the REST interface over the engine's published view and its inputs, and the events
 * that feed the dashboard.
 *
 * <p>Every answer is a descriptor record with names in snake case, as in Redis' INFO; the names are
 * written at the components, so that they are the same in REST, in events and in the OpenAPI
 * document, whatever naming the application around it uses. Offsets and sizes are in bytes, times
 * in milliseconds since 1970.
 *
 * <p>Nothing here waits for the engine. {@code EngineCalls} hands an input over and takes the
 * answer on a thread of its own, so decoding and JSON never run on the engine's thread. The
 * backlog's bytes are copied there and decoded here.
 */
@NullMarked
package io.lockstep.admin;

import org.jspecify.annotations.NullMarked;
