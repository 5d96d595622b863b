/** Publish and subscribe: who hears which channels, and what is said on them. */
@NullMarked
package io.lockstep.command.pubsub;

import org.jspecify.annotations.NullMarked;
