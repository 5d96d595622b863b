/** The node as its operator meets it: configuration, memory, latency, slow log, shutdown. */
@NullMarked
package io.lockstep.command.server;

import org.jspecify.annotations.NullMarked;
