/**
 * The verbs: what each command means, which rules admit it, and what it sends to replicas.
 *
 * <p>This package is the way of a call: {@link io.lockstep.command.Dispatcher} finds the {@link
 * io.lockstep.command.Command} and lets it through the gates, {@link io.lockstep.command.Call} is
 * what a handler sees (with its {@link io.lockstep.command.Arguments}, the {@link
 * io.lockstep.command.Collections} and {@link io.lockstep.command.Strings} that its keys hold, and
 * its {@link io.lockstep.command.Effects}), {@link io.lockstep.command.Node} and {@link
 * io.lockstep.command.Client} are what it may change, and {@link io.lockstep.command.Propagation}
 * is what replicas get. Every family of verbs has a package of its own below, named after the data
 * or the matter it is about, with its table on top of its {@code …Commands} class. Arrows lead from
 * a family to this package, never back, and {@code family} alone knows all of them. {@code text},
 * {@code statistics} and {@code parameter} are leaves that this package itself builds on.
 */
@NullMarked
package io.lockstep.command;

import org.jspecify.annotations.NullMarked;
