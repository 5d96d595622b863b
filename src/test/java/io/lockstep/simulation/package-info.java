/**
 * Whole worlds in one thread: real engines under virtual time, over a network that a seed makes
 * slow, torn and silent. After every event that reaches a node, {@link
 * io.lockstep.simulation.Invariants} looks at it.
 *
 * <p>The seams are the engine's own: its loop, clocks, die, dialer and connections. Background work
 * runs on virtual threads whose scheduler is the simulation's agenda, so that what blocks on a real
 * node, blocks here as well, in an order that the seed decides. {@code -Dsimulation.seed=N} replays
 * one world, {@code -Dsimulation.seeds=N} runs so many, from {@code -Dsimulation.first=N} on.
 */
@NullMarked
package io.lockstep.simulation;

import org.jspecify.annotations.NullMarked;
