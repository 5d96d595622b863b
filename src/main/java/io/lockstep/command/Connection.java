package io.lockstep.command;

import java.nio.ByteBuffer;

/**
 * The far end of a client, as the core sees it: a place for bytes, with an address. Called on the
 * engine's thread only.
 */
public interface Connection {

  /** Hears of the end of a write, on the engine's thread. */
  interface Written {

    /**
     * The bytes are not needed any more.
     *
     * @param isSent whether they have been handed to the kernel; else they never will be
     */
    void ended(boolean isSent);
  }

  /** Queues a copy of these bytes. */
  void write(byte[] bytes, int start, int length);

  /** Queues these bytes without a copy; they must stay as they are until the write has ended. */
  void write(ByteBuffer bytes, Written written);

  /** Hands to the kernel what was queued. */
  void flush();

  /** Bytes queued and not yet taken by the kernel. */
  long unsentBytes();

  /** Acts once, soon after no more than {@code lowBytes} are unsent; to be followed by a flush. */
  void whenDrained(long lowBytes, Runnable action);

  /** Closes once everything queued is sent. */
  void close();

  /** Closes at once and drops what is queued. */
  void abort();

  /** Whether to take in further bytes; off, the far end feels the back-pressure. */
  void reading(boolean on);

  /** The far end as {@code ip:port}, or the path of a unix socket with {@code :0}. */
  String remoteAddress();

  /** The near end, in the same form. */
  String localAddress();

  /** Whether the far end is on this machine: a loopback address or a unix socket. */
  boolean isLocal();
}
