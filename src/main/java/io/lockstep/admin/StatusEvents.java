package io.lockstep.admin;

import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.TransitionView;
import io.lockstep.engine.EngineView.WorksView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The published view as a stream of events: one a second, and one more for each change that people
 * wait for. All listeners share one look at the view; a slow one misses events, never delays
 * others.
 */
public final class StatusEvents implements ApplicationListener<ContextClosedEvent> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int LOOKS_PER_EVENT = 10;

  private final Supplier<EngineView> views;
  private final int maxListeners;
  private final AtomicInteger listeners = new AtomicInteger(); // 0 <= listeners <= maxListeners
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Flux<StatusDescriptor> statuses;
  private final Flux<WorksDescriptor> works;

  public StatusEvents(Supplier<EngineView> views, AdminLimits limits) {
    this(views, limits, Flux.interval(Duration.ZERO, LOOK_EVERY));
  }

  StatusEvents(Supplier<EngineView> views, AdminLimits limits, Flux<Long> looks) {
    this.views = views;
    this.maxListeners = limits.maxListeners();
    var looked =
        looks
            .onBackpressureDrop()
            .map(this::look)
            .takeUntilOther(closing.asMono())
            .publish()
            .refCount();
    this.statuses = shared(looked, Look::beat, StatusDescriptor::of);
    this.works = shared(looked, Look::step, WorksDescriptor::of);
  }

  private static <T> Flux<T> shared(
      Flux<Look> looked, Function<Look, Object> due, Function<EngineView, T> form) {
    return looked.distinctUntilChanged(due).map(look -> form.apply(look.view)).publish().refCount();
  }

  /** The events from now on, beginning with the present status. */
  Flux<StatusDescriptor> stream() {
    return fromNowOn(statuses, StatusDescriptor::of);
  }

  /** The same of the works alone, whenever one has got further too. */
  Flux<WorksDescriptor> works() {
    return fromNowOn(works, WorksDescriptor::of);
  }

  private <T> Flux<T> fromNowOn(Flux<T> events, Function<EngineView, T> form) {
    var present = Mono.fromSupplier(() -> form.apply(views.get()));
    var all = Flux.concat(present, events.onBackpressureLatest());
    return Flux.using(this::enter, _ -> all, _ -> listeners.decrementAndGet())
        .onErrorMap(Problems::of);
  }

  private int enter() {
    int before = listeners.getAndUpdate(now -> Math.min(maxListeners, now + 1));
    if (before == maxListeners) {
      throw Problems.tooManyListeners(maxListeners);
    }
    return before;
  }

  /** Ends the streams, which would otherwise hold up a graceful shutdown. */
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    closing.tryEmitEmpty();
  }

  private Look look(long number) {
    var view = views.get();
    var latest = view.transitions().isEmpty() ? null : view.transitions().getLast();
    return new Look(view, new Beat(number / LOOKS_PER_EVENT, latest, view.fault()));
  }

  private record Look(EngineView view, Beat beat) {
    private Step step() {
      return new Step(beat.second, view.works());
    }
  }

  /** Differs when an event is due. */
  private record Beat(long second, @Nullable TransitionView latest, @Nullable String fault) {}

  /** Differs when an event about the works is due. */
  private record Step(long second, WorksView works) {}
}
