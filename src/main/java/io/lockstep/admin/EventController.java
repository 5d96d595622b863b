package io.lockstep.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The dashboard's feed. */
@RestController
@Tag(name = "replication")
public class EventController {
  private final StatusEvents events;

  public EventController(StatusEvents events) {
    this.events = events;
  }

  @GetMapping(path = "/replication/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "The whole status, once a second and at each transition")
  Flux<StatusDescriptor> events() {
    return events.stream();
  }
}
