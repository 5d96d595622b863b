package io.lockstep.engine;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What people may ask of an engine from any thread: they read its view, or submit an input that its
 * own thread carries out. {@link Engine} is it; tests put a double in its place.
 */
public interface ReplicationInputs extends Supplier<EngineView> {

  /** The latest published picture; never blocks. */
  @Override
  EngineView get();

  /**
   * Makes the node a replica of a master. Completes with Redis' reply: {@code OK}, or {@code OK
   * Already connected to specified master}.
   */
  CompletableFuture<String> replicaOf(String host, int port);

  /** Makes the node a master of its own; completes once it is one. */
  CompletableFuture<Void> promote();

  /**
   * Lets a master's snapshot that waits for it replace the data; completes exceptionally with an
   * {@link IllegalStateException} if none waits.
   */
  CompletableFuture<Void> confirmResync();

  /**
   * Begins to save the data in the background, as BGSAVE does. Completes with Redis' reply once
   * that has begun; exceptionally with an {@link IllegalStateException} while another save goes on.
   */
  CompletableFuture<String> save();

  /**
   * Copies retained bytes of the stream. Offsets outside the window are moved to its nearest edge;
   * the copy is at most {@code maxBytes} long and starts exactly at {@link BacklogSlice#offset}.
   */
  CompletableFuture<BacklogSlice> readBacklog(long offset, int maxBytes);

  /**
   * A piece of the stream.
   *
   * @param offset the offset of its first byte
   * @param windowFirst the first offset of the window when it was copied
   * @param windowEnd the offset after the window's last byte
   * @param selectedDatabase the database selected at {@code offset}, or −1 if that isn't known
   */
  @SuppressWarnings("ArrayRecordComponent") // a copy of its own, never compared
  record BacklogSlice(
      long offset, long windowFirst, long windowEnd, int selectedDatabase, byte[] bytes) {}
}
