package io.lockstep.engine;

import static io.lockstep.command.parameter.OwnParameters.REPL_PAUSE_READ_AHEAD;
import static io.lockstep.command.parameter.ReplicationParameters.MASTERAUTH;
import static io.lockstep.command.parameter.ReplicationParameters.MASTERUSER;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_ANNOUNCE_IP;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_ANNOUNCE_PORT;
import static io.lockstep.command.parameter.ReplicationParameters.REPL_TIMEOUT;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.replication.upstream.UpstreamLink;
import io.lockstep.replication.upstream.UpstreamSettings;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The parameters that the link to a master is held to, in the form its state machine takes. */
final class UpstreamRules {

  private static final long SECOND_MS = 1_000;

  private final Parameters parameters;
  private final IntSupplier listeningPort;
  private @Nullable UpstreamLink machine; // until a parameter changes

  /**
   * The rules of a node.
   *
   * @param listeningPort the RESP port that is bound, once it is
   */
  UpstreamRules(Parameters parameters, IntSupplier listeningPort) {
    this.parameters = parameters;
    this.listeningPort = listeningPort;
    List.of(MASTERUSER, MASTERAUTH, REPLICA_ANNOUNCE_IP)
        .forEach(row -> parameters.onChange(row, _ -> machine = null));
    List.of(REPLICA_ANNOUNCE_PORT, REPL_TIMEOUT)
        .forEach(row -> parameters.onChange(row, _ -> machine = null));
  }

  UpstreamLink machine() {
    if (machine == null) {
      machine = new UpstreamLink(readSettings());
    }
    return machine;
  }

  /** How much of the stream is read ahead while none of it may be applied, in bytes. */
  long pauseReadAhead() {
    return parameters.get(REPL_PAUSE_READ_AHEAD);
  }

  private UpstreamSettings readSettings() {
    String user = parameters.get(MASTERUSER);
    String password = parameters.get(MASTERAUTH);
    String address = parameters.get(REPLICA_ANNOUNCE_IP);
    long port = parameters.get(REPLICA_ANNOUNCE_PORT);
    return new UpstreamSettings(
        parameters.get(REPL_TIMEOUT) * SECOND_MS,
        UpstreamSettings.CONNECT_TIMEOUT_MS,
        user.isEmpty() ? null : user,
        password.isEmpty() ? null : password,
        port > 0 ? (int) port : listeningPort.getAsInt(),
        address.isEmpty() ? null : address);
  }
}
