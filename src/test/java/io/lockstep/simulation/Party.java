package io.lockstep.simulation;

/** Who may own the end of a connection: one life of a node, or a client. */
interface Party {

  /** The machine it is on. */
  String host();

  /** Runs what the outside world does to it, as soon as it can. */
  void run(Runnable task);
}
