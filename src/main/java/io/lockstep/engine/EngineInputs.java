package io.lockstep.engine;

import io.lockstep.command.Node;
import io.lockstep.replication.ReplicationLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Carries people's inputs onto the engine's thread, and answers back. */
final class EngineInputs implements ReplicationInputs {

  private final Node node;
  private final Replicator replicator;
  private final ViewPublisher publisher;
  private final EngineLoop loop;

  EngineInputs(Node node, Replicator replicator, ViewPublisher publisher, EngineLoop loop) {
    this.node = node;
    this.replicator = replicator;
    this.publisher = publisher;
    this.loop = loop;
  }

  @Override
  public EngineView get() {
    return publisher.latest();
  }

  @Override
  public CompletableFuture<String> replicaOf(String host, int port) {
    return submit(
        () -> {
          requireFile();
          String reply = replicator.replicaOf(host, port);
          publisher.publish();
          return reply;
        });
  }

  @Override
  public CompletableFuture<Void> promote() {
    return submit(
        () -> {
          requireFile();
          replicator.promote();
          publisher.publish();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> confirmResync() {
    return submit(
        () -> {
          if (!replicator.upstream().guard().confirm()) {
            throw new IllegalStateException("No resync waits to be confirmed");
          }
          publisher.publish();
          return null;
        });
  }

  @Override
  public CompletableFuture<String> save() {
    return submit(
        () -> {
          requireData();
          beginSave();
          publisher.publish();
          return "Background saving started";
        });
  }

  private void beginSave() {
    if (node.saving().isInProgress()) {
      throw new IllegalStateException("Background save already in progress");
    }
    if (!node.saving().saveInBackground()) {
      throw new UncheckedIOException(new IOException("Background saving could not begin"));
    }
  }

  private void requireData() {
    if (node.isLoading()) {
      throw new RejectedExecutionException("The node is loading its data");
    }
  }

  /** A snapshot that clients wait for can be given up; the file at the start cannot. */
  private void requireFile() {
    if (!replicator.upstream().awaitsSnapshot()) {
      requireData();
    }
  }

  @Override
  public CompletableFuture<BacklogSlice> readBacklog(long offset, int maxBytes) {
    return submit(() -> slice(offset, maxBytes));
  }

  private BacklogSlice slice(long offset, int maxBytes) {
    ReplicationLog log = replicator.log();
    long first = log.firstOffset();
    long end = log.offset() + 1;
    if (!log.hasBacklog()) {
      return new BacklogSlice(end, end, end, -1, new byte[0]);
    }
    long from = Math.clamp(offset, first, end);
    return new BacklogSlice(from, first, end, log.databaseAt(from), log.copy(from, maxBytes));
  }

  private <T> CompletableFuture<T> submit(Supplier<T> input) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      loop.execute(() -> carryOut(input, answer));
    } catch (RejectedExecutionException stopped) {
      answer.completeExceptionally(stopped);
    }
    return answer;
  }

  private <T> void carryOut(Supplier<T> input, CompletableFuture<T> answer) {
    try {
      node.refreshNow();
      answer.complete(input.get());
    } catch (RuntimeException failed) {
      answer.completeExceptionally(failed);
    }
  }
}
