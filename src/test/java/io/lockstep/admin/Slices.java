package io.lockstep.admin;

import io.lockstep.admin.snapshot.SnapshotController;
import java.time.Duration;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The controllers over a stand-in engine, without an application around them. */
public final class Slices {
  static final AdminLimits LIMITS = new AdminLimits(50, 400, 3, 10, 2, Duration.ofSeconds(5));

  private Slices() {}

  public static WebTestClient of(StandInEngine engine) {
    var calls = new EngineCalls(engine, LIMITS.callTimeout());
    var events = new StatusEvents(engine, LIMITS);
    return WebTestClient.bindToController(
            new ReplicationController(calls),
            new BacklogController(new BacklogReader(calls, LIMITS), LIMITS),
            new EventController(events),
            new SyncController(calls, events),
            new SnapshotController(calls))
        .controllerAdvice(new ReplicationProblems())
        .configureClient()
        .responseTimeout(Duration.ofMinutes(1))
        .build();
  }
}
