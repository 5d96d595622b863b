package io.lockstep.engine;

import static io.lockstep.command.parameter.NetworkParameters.CLIENT_OUTPUT_BUFFER_LIMIT;
import static io.lockstep.command.parameter.OwnParameters.REPL_DISKLESS_SYNC_PERIOD;
import static io.lockstep.command.parameter.OwnParameters.REPL_SYNC_MAX_PAUSE;
import static io.lockstep.command.parameter.OwnParameters.REPL_SYNC_MAX_SNAPSHOTS;
import static io.lockstep.command.parameter.OwnParameters.REPL_SYNC_MIN_RATE;
import static io.lockstep.command.parameter.OwnParameters.REPL_SYNC_PATIENCE;
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
import io.lockstep.replication.downstream.Patience;
import io.lockstep.replication.downstream.SnapshotGathering;
import java.util.List;

/** The parameters that replicas are held to, in the form that their state machines take. */
final class DownstreamRules {

  private static final long SECOND_MS = 1_000;

  private final Parameters parameters;
  private DownstreamSettings settings;
  private DownstreamReplica machine;
  private SnapshotGathering gathering;

  DownstreamRules(Parameters parameters) {
    this.parameters = parameters;
    this.settings = readSettings();
    this.machine = new DownstreamReplica(settings);
    this.gathering = readGathering();
    List.of(
            REPL_TIMEOUT,
            CLIENT_OUTPUT_BUFFER_LIMIT,
            REPL_BACKLOG_SIZE,
            REPL_SYNC_MIN_RATE,
            REPL_SYNC_PATIENCE)
        .forEach(row -> parameters.onChange(row, _ -> settingsChanged()));
    parameters.onChange(REPL_DISKLESS_SYNC, _ -> gathering = readGathering());
    parameters.onChange(REPL_DISKLESS_SYNC_DELAY, _ -> gathering = readGathering());
    parameters.onChange(REPL_DISKLESS_SYNC_MAX_REPLICAS, _ -> gathering = readGathering());
    parameters.onChange(REPL_DISKLESS_SYNC_PERIOD, _ -> gathering = readGathering());
  }

  private void settingsChanged() {
    settings = readSettings();
    machine = new DownstreamReplica(settings);
  }

  private DownstreamSettings readSettings() {
    var limit = parameters.get(CLIENT_OUTPUT_BUFFER_LIMIT).replica();
    return new DownstreamSettings(
        parameters.get(REPL_TIMEOUT) * SECOND_MS,
        new OutputLimit(limit.hardBytes(), limit.softBytes(), Math.toIntExact(limit.softSeconds()))
            .notBelowBacklog(parameters.get(REPL_BACKLOG_SIZE)),
        new Patience(
            parameters.get(REPL_SYNC_MIN_RATE), parameters.get(REPL_SYNC_PATIENCE) * SECOND_MS));
  }

  private SnapshotGathering readGathering() {
    return new SnapshotGathering(
        parameters.get(REPL_DISKLESS_SYNC),
        parameters.get(REPL_DISKLESS_SYNC_DELAY) * SECOND_MS,
        Math.toIntExact(parameters.get(REPL_DISKLESS_SYNC_MAX_REPLICAS)),
        parameters.get(REPL_DISKLESS_SYNC_PERIOD) * SECOND_MS);
  }

  /**
   * The state machine of one replica.
   *
   * @param limitDoublings how often its output limit is doubled
   */
  DownstreamReplica machine(int limitDoublings) {
    return limitDoublings == 0
        ? machine
        : new DownstreamReplica(settings.withLimitDoubled(limitDoublings));
  }

  Patience patience() {
    return settings.patience();
  }

  /** How many snapshots may be open at once. */
  int maxSnapshots() {
    return Math.toIntExact(parameters.get(REPL_SYNC_MAX_SNAPSHOTS));
  }

  SnapshotGathering gathering() {
    return gathering;
  }

  /** The longest pause before the next snapshot for a replica that breaks off each time. */
  long longestSyncPauseMs() {
    return parameters.get(REPL_SYNC_MAX_PAUSE) * SECOND_MS;
  }

  /** How long a backlog without replicas is kept; 0 for ever. */
  long backlogTtlMs() {
    return parameters.get(REPL_BACKLOG_TTL) * SECOND_MS;
  }
}
