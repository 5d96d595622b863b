package io.lockstep.observe;

import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.UpstreamView;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/**
 * Health by the state and the age of the link.
 *
 * <pre>
 * the engine stopped by a fault, or silent too long   DOWN
 * a master                                            UP
 * a replica: loading, or never connected              OUT_OF_SERVICE
 * a replica: connected                                UP
 * a replica: disconnected, not longer than allowed    UP
 * a replica: disconnected for longer                  OUT_OF_SERVICE
 * </pre>
 */
public final class ReplicationHealth implements ReactiveHealthIndicator {
  private final Supplier<EngineView> views;
  private final HealthLimits limits;
  private final InstantSource clock;

  public ReplicationHealth(Supplier<EngineView> views, HealthLimits limits, InstantSource clock) {
    this.views = views;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromSupplier(() -> health(views.get(), clock.millis()))
        .onErrorResume(e -> Mono.just(Health.down(e).build()));
  }

  Health health(EngineView view, long nowMs) {
    var verdict = verdict(view, nowMs);
    var health = Health.status(verdict.status);
    if (verdict.reason != null) {
      health.withDetail("reason", verdict.reason);
    }
    return details(health, view, nowMs).build();
  }

  private Verdict verdict(EngineView view, long nowMs) {
    if (view.fault() != null) {
      return new Verdict(Status.DOWN, view.fault());
    }
    long silentMs = nowMs - view.atMs();
    if (silentMs > limits.maxSilence().toMillis()) {
      return new Verdict(Status.DOWN, "The engine has been silent for " + silentMs + " ms");
    }
    return view.upstream() == null ? Verdict.WELL : verdict(view.upstream(), nowMs);
  }

  private Verdict verdict(UpstreamView link, long nowMs) {
    if (link.transfer() != null) {
      return Verdict.outOfService("A full resync is being loaded");
    }
    if (link.isUp()) {
      return Verdict.WELL;
    }
    if (link.downSinceMs() == 0) {
      return Verdict.outOfService("The link to the master has not been up yet");
    }
    long downMs = nowMs - link.downSinceMs();
    return downMs > limits.maxLinkDown().toMillis()
        ? Verdict.outOfService("The link to the master has been down for " + downMs + " ms")
        : Verdict.WELL;
  }

  private static Health.Builder details(Health.Builder health, EngineView view, long nowMs) {
    health
        .withDetail("role", RoleNames.of(view))
        .withDetail("repl_state", RoleNames.replState(view))
        .withDetail("offset", view.history().offset());
    var link = view.upstream();
    return link == null
        ? health.withDetail("connected_replicas", view.replicas().size())
        : linkDetails(health, link, nowMs);
  }

  private static Health.Builder linkDetails(Health.Builder health, UpstreamView link, long nowMs) {
    health
        .withDetail("master", link.host() + ":" + link.port())
        .withDetail("link", link.isUp() ? "up" : "down")
        .withDetail("last_io_age_ms", link.lastIoAgeMs())
        .withDetail("lag_bytes", link.readOffset() - link.appliedOffset());
    return link.downSinceMs() > 0
        ? health.withDetail("down_for_ms", nowMs - link.downSinceMs())
        : health;
  }

  private record Verdict(Status status, @Nullable String reason) {
    private static final Verdict WELL = new Verdict(Status.UP, null);

    private static Verdict outOfService(String reason) {
      return new Verdict(Status.OUT_OF_SERVICE, reason);
    }
  }
}
