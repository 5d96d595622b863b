package io.lockstep.engine;

/** The process and the machine that a node runs on. Several nodes may share one. */
public interface Host {

  /** Resident memory of the process in bytes. */
  long residentBytes();

  /** Bytes of the Java heap in use. */
  long heapBytes();

  /** The process' number. */
  long processId();

  /** CPU time of the process in nanoseconds: user and system. */
  long cpuNanos();

  /** Ends this node, from any thread: the embedding application decides what that means. */
  void shutdown();
}
