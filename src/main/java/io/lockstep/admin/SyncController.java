package io.lockstep.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far full resyncs, saves and the load at the start have got: once, or as it goes on. */
@RestController
@RequestMapping("/replication/sync")
@Tag(name = "replication")
public class SyncController {
  private final EngineCalls engine;
  private final StatusEvents events;

  public SyncController(EngineCalls engine, StatusEvents events) {
    this.engine = engine;
    this.events = events;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "The full resync, the save and the load that go on, and how the last ones ended",
      description =
          """
          Bytes and keys done, their totals as far as they are known, the rate, and the time left. \
          swap tells whether the data stayed beside the last full resync or made room for it. \
          With accept: text/event-stream, an event whenever one has got further and once a second.""")
  Mono<WorksDescriptor> works() {
    return engine.view().map(WorksDescriptor::of);
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<WorksDescriptor> worksAsTheyGoOn() {
    return events.works();
  }
}
