/** The verbs between a master and its replicas: REPLICAOF, PSYNC, REPLCONF, WAIT. */
@NullMarked
package io.lockstep.command.replica;

import org.jspecify.annotations.NullMarked;
