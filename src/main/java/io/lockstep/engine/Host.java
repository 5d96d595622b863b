package io.lockstep.engine;

import io.lockstep.engine.saving.Disk;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The process and the machine that a node runs on. Several nodes may share one. */
public interface Host {

  /** Resident memory of the process in bytes. */
  long residentBytes();

  /** Bytes of the Java heap in use. */
  long heapBytes();

  /** Most bytes that the process may take outside the heap for the buffers of sockets. */
  long directBytes();

  /** The process' number. */
  long processId();

  /** CPU time of the process in nanoseconds: user and system. */
  long cpuNanos();

  /** Memory of the machine in bytes. */
  long systemMemoryBytes();

  /** Where the node's data is kept. */
  Disk disk();

  /** The configuration file that the node was started with, as an absolute path; empty if none. */
  String configFile();

  /** Replaces the configuration file as a whole, or leaves it as it is. */
  void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException;

  /**
   * The calling thread, of the background, is about to copy the whole of the data while clients are
   * served.
   */
  default void copying() {}

  /** The engine has stopped at a broken invariant; it serves nobody any more. */
  void broken();

  /** Ends this node, from any thread: the embedding application decides what that means. */
  void shutdown();
}
