package io.lockstep.observe;

import io.lockstep.engine.EngineView;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Shows the meters of the present replicas once a second. */
public final class ReplicaMeterTicker implements SmartLifecycle {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Supplier<EngineView> views;
  private final ReplicaMeters meters;
  private @Nullable Disposable ticks;

  public ReplicaMeterTicker(Supplier<EngineView> views, ReplicaMeters meters) {
    this.views = views;
    this.meters = meters;
  }

  @Override
  public void start() {
    ticks =
        Flux.interval(PERIOD)
            .onBackpressureDrop()
            .doOnNext(tick -> meters.show(views.get().replicas()))
            .retry() // the next look may succeed, once the node runs
            .subscribe();
  }

  @Override
  public void stop() {
    if (ticks != null) {
      ticks.dispose();
      ticks = null;
    }
  }

  @Override
  public boolean isRunning() {
    return ticks != null;
  }
}
