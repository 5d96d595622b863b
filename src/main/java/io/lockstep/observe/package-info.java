/**
 * The watchers: health, meters, an Actuator endpoint and info, all over the engine's published
 * view.
 *
 * <p>Health is a verdict about the view and the time, so it can be read as a table in {@code
 * ReplicationHealth}. A replica that loads, or has lost its master for too long, is OUT_OF_SERVICE:
 * the node is well, but should get no traffic. DOWN is kept for an engine that stopped or fell
 * silent. Readiness contains this verdict, liveness does not: a restart brings no master back.
 */
@NullMarked
package io.lockstep.observe;

import org.jspecify.annotations.NullMarked;
