package io.lockstep.replication.upstream;

/** The public names of a link's states: Redis' own list ({@code server.h}, repl_state). */
public enum ReplState {
  NONE("none"),
  CONNECT("connect"),
  CONNECTING("connecting"),
  RECEIVE_PING_REPLY("handshake"),
  SEND_HANDSHAKE("handshake"),
  RECEIVE_AUTH_REPLY("handshake"),
  RECEIVE_PORT_REPLY("handshake"),
  RECEIVE_IP_REPLY("handshake"),
  RECEIVE_CAPA_REPLY("handshake"),
  SEND_PSYNC("handshake"),
  RECEIVE_PSYNC_REPLY("handshake"),
  TRANSFER("sync"),
  CONNECTED("connected");

  private final String roleName;

  ReplState(String roleName) {
    this.roleName = roleName;
  }

  /** The word that ROLE uses. */
  public String roleName() {
    return roleName;
  }
}
