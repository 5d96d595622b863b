package io.lockstep.command;

import io.lockstep.resp.ProtocolLimits;

/**
 * The parameters that are read while commands run, as plain fields; listeners keep them current.
 */
public final class Settings {
  public ProtocolLimits protocolLimits = ProtocolLimits.standard();
  public long maxmemory;
  public boolean lfu;
  public boolean lazyExpire;
  public boolean lazyEviction;
  public boolean lazyUserDel;
  public boolean serveStaleData = true;
  public boolean replicaReadOnly = true;
  public int minReplicasToWrite;
  public int minReplicasMaxLag = 10;
  public boolean requiresPassword;
  public boolean activeExpire = true;
  private Access debugCommand = Access.NO;

  /** From where a protected command may be sent. */
  enum Access {
    NO,
    YES,
    LOCAL
  }

  /** Whether a client may run a protected command: DEBUG or MODULE. */
  boolean allowsProtected(Command command, Client client) {
    Access access = command.containerName().equals("debug") ? debugCommand : Access.NO;
    return access == Access.YES || (access == Access.LOCAL && client.connection().isLocal());
  }
}
