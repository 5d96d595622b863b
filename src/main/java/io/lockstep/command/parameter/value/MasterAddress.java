package io.lockstep.command.parameter.value;

/** Where the master of this node listens. */
public record MasterAddress(String host, int port) {

  @Override
  public String toString() {
    return host + " " + port;
  }
}
