/**
 * The copy: one log of everything that changed, and the pure state machines of both ends of a link.
 */
@NullMarked
package io.lockstep.replication;

import org.jspecify.annotations.NullMarked;
