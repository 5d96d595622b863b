package io.lockstep.engine;

import static io.lockstep.command.parameter.NetworkParameters.CLIENT_OUTPUT_BUFFER_LIMIT;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_BACKLOG_SIZE;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_BACKLOG_TTL;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_DISKLESS_SYNC;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_DISKLESS_SYNC_DELAY;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_DISKLESS_SYNC_MAX_REPLICAS;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_TIMEOUT;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.replication.downstream.DownstreamReplica;
import io.lockstep.replication.downstream.DownstreamSettings;
import io.lockstep.replication.downstream.OutputLimit;
import io.lockstep.replication.downstream.SnapshotGathering;

/** The parameters that replicas are held to, in the form that their state machines take. */
final class DownstreamRules {

  private static final long SECOND_MS = 1_000;

  private final Parameters parameters;
  private DownstreamReplica machine;
  private SnapshotGathering gathering;

  DownstreamRules(Parameters parameters) {
    this.parameters = parameters;
    this.machine = readMachine();
    this.gathering = readGathering();
    parameters.onChange(REPL_TIMEOUT, _ -> machine = readMachine());
    parameters.onChange(CLIENT_OUTPUT_BUFFER_LIMIT, _ -> machine = readMachine());
    parameters.onChange(REPL_BACKLOG_SIZE, _ -> machine = readMachine());
    parameters.onChange(REPL_DISKLESS_SYNC, _ -> gathering = readGathering());
    parameters.onChange(REPL_DISKLESS_SYNC_DELAY, _ -> gathering = readGathering());
    parameters.onChange(REPL_DISKLESS_SYNC_MAX_REPLICAS, _ -> gathering = readGathering());
  }

  private DownstreamReplica readMachine() {
    var limit = parameters.get(CLIENT_OUTPUT_BUFFER_LIMIT).replica();
    return new DownstreamReplica(
        new DownstreamSettings(
            parameters.get(REPL_TIMEOUT) * SECOND_MS,
            new OutputLimit(
                    limit.hardBytes(), limit.softBytes(), Math.toIntExact(limit.softSeconds()))
                .notBelowBacklog(parameters.get(REPL_BACKLOG_SIZE))));
  }

  private SnapshotGathering readGathering() {
    return new SnapshotGathering(
        parameters.get(REPL_DISKLESS_SYNC),
        parameters.get(REPL_DISKLESS_SYNC_DELAY) * SECOND_MS,
        Math.toIntExact(parameters.get(REPL_DISKLESS_SYNC_MAX_REPLICAS)));
  }

  DownstreamReplica machine() {
    return machine;
  }

  SnapshotGathering gathering() {
    return gathering;
  }

  /** How long a backlog without replicas is kept; 0 for ever. */
  long backlogTtlMs() {
    return parameters.get(REPL_BACKLOG_TTL) * SECOND_MS;
  }
}
