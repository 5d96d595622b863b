/**
 * Having replicas: the master's view of each of them as a pure state machine, and the decisions
 * that concern several, such as who shares a snapshot.
 */
@NullMarked
package io.lockstep.replication.downstream;

import org.jspecify.annotations.NullMarked;
