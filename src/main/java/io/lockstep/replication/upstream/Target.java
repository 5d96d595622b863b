package io.lockstep.replication.upstream;

/** The address of a master; the host is resolved again at each attempt. */
public record Target(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
