package io.lockstep.admin;

import io.lockstep.engine.EngineView;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.engine.ReplicationInputs.BacklogSlice;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks the engine on behalf of HTTP: the answer comes back on a thread that is not the engine's, in
 * time, or as a problem.
 */
public final class EngineCalls {
  private final ReplicationInputs inputs;
  private final Duration timeout;

  public EngineCalls(ReplicationInputs inputs, Duration timeout) {
    this.inputs = inputs;
    this.timeout = timeout;
  }

  /** The latest view, of a stopped engine too. */
  public Mono<EngineView> view() {
    return Mono.fromSupplier(inputs).onErrorMap(Problems::of);
  }

  Mono<String> replicaOf(String host, int port) {
    return call(() -> inputs.replicaOf(host, port));
  }

  Mono<Void> promote() {
    return call(inputs::promote);
  }

  Mono<Void> confirmResync() {
    return call(inputs::confirmResync);
  }

  /** Begins to save the data in the background; Redis' reply. */
  public Mono<String> save() {
    return call(inputs::save);
  }

  Mono<BacklogSlice> readBacklog(long offset, int maxBytes) {
    return call(() -> inputs.readBacklog(offset, maxBytes));
  }

  private <T> Mono<T> call(Supplier<CompletableFuture<T>> input) {
    return Mono.defer(() -> submit(input))
        .publishOn(Schedulers.parallel()) // off the engine's thread, which completes the future
        .timeout(timeout)
        .onErrorMap(Problems::of);
  }

  private <T> Mono<T> submit(Supplier<CompletableFuture<T>> input) {
    var fault = inputs.get().fault();
    return fault == null
        ? Mono.fromFuture(input.get(), true) // a browser that leaves does not undo the input
        : Mono.error(Problems.engineStopped("The engine has stopped: " + fault, null));
  }
}
