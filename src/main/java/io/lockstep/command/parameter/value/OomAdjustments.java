package io.lockstep.command.parameter.value;

/** What is added to the kernel's score of a process that may be killed for its memory. */
public record OomAdjustments(int master, int replica, int child) {

  @Override
  public String toString() {
    return master + " " + replica + " " + child;
  }
}
