package io.lockstep.command;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** What commands ask of the thread and the process that run them. */
public interface Control {

  /** Sends a client what it did not ask for just now; it leaves with the replies of this turn. */
  void push(Client to, byte[] bytes, int start, int length);

  /** Stops the engine's thread for a while, as DEBUG SLEEP does. */
  void sleep(long nanos);

  /**
   * Ends the node: once its replicas have caught up, if the terms let it wait for them. Whoever
   * asked is not answered, unless it comes to nothing.
   */
  void shutdown(ShutdownTerms terms);

  /** Takes an end back that waits for replicas; false if there is none. */
  boolean abortShutdown();

  /** How long an end may still wait for replicas; −1 if there is none. */
  long shutdownInMs();

  /** Resident memory of the process in bytes. */
  long residentBytes();

  /** Bytes of the Java heap in use. */
  long heapBytes();

  /** Clients are paused or resumed: those that wait must be looked at again. */
  void pauseChanged();

  /** The moment the node started, in milliseconds since 1970. */
  long startedAtMs();

  /** Memory of the machine in bytes. */
  long systemMemoryBytes();

  /** The configuration file that the node was started with, as an absolute path; empty if none. */
  String configFile();

  /**
   * Replaces the configuration file as a whole, or leaves it as it is.
   *
   * @param rewriting makes the new text of the old one
   */
  void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException;

  /** The process' number. */
  long processId();

  /** CPU time of the process in nanoseconds: user and system. */
  long cpuNanos();
}
