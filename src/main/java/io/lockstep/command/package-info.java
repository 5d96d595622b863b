/** The verbs: what each command means, which rules admit it, and what it sends to replicas. */
@NullMarked
package io.lockstep.command;

import org.jspecify.annotations.NullMarked;
