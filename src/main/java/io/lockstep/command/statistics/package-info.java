/**
 * What a node counts while it works: totals, rates of traffic, durations of calls.
 *
 * <p>A leaf, written by the hot path and read by INFO and LATENCY.
 */
@NullMarked
package io.lockstep.command.statistics;

import org.jspecify.annotations.NullMarked;
