package io.lockstep.admin;

import io.lockstep.engine.EngineView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Replication over HTTP: look at it, follow a master, become one. */
@RestController
@RequestMapping("/replication")
@Tag(name = "replication", description = "See and change how the node replicates")
public class ReplicationController {
  private final EngineCalls engine;

  public ReplicationController(EngineCalls engine) {
    this.engine = engine;
  }

  @GetMapping
  @Operation(summary = "Role, repl_state, history, link and last synchronization")
  Mono<ReplicationDescriptor> replication() {
    return engine.view().map(ReplicationDescriptor::of);
  }

  @GetMapping("/replicas")
  @Operation(summary = "The replicas of this node, with their lag in bytes and in milliseconds")
  Mono<List<ReplicaDescriptor>> replicas() {
    return engine
        .view()
        .map(EngineView::replicas)
        .map(replicas -> replicas.stream().map(ReplicaDescriptor::of).toList());
  }

  @GetMapping("/transitions")
  @Operation(summary = "The latest transitions of all links, oldest first")
  Mono<List<TransitionDescriptor>> transitions(
      @RequestParam @Parameter(description = "Only links of this name, such as upstream")
          @Nullable String link) {
    return engine
        .view()
        .map(EngineView::transitions)
        .map(
            transitions ->
                transitions.stream()
                    .filter(transition -> link == null || link.equals(transition.link()))
                    .map(TransitionDescriptor::of)
                    .toList());
  }

  @PostMapping("/replicaof")
  @Operation(
      summary = "Makes the node a replica of a master",
      description = "As REPLICAOF host port. The node's data is replaced by the master's.")
  Mono<ChangeDescriptor> replicaOf(@Valid @RequestBody Mono<ReplicaOfRequest> request) {
    return request.flatMap(to -> engine.replicaOf(to.host(), to.port())).flatMap(this::changed);
  }

  @DeleteMapping("/replicaof")
  @Operation(
      summary = "Promotes the node to a master",
      description = "As REPLICAOF NO ONE. The node keeps its data and begins a history of its own.")
  Mono<ChangeDescriptor> promote() {
    return engine.promote().then(Mono.defer(() -> changed("OK")));
  }

  @PostMapping("/resync/confirm")
  @Operation(
      summary = "Lets a master's snapshot that waits for it replace the data",
      description =
          """
          With replica-refuse-shrink, a snapshot waits if it would leave next to nothing of the           data, and the master's history is new here. 409 if none waits.""")
  Mono<ChangeDescriptor> confirmResync() {
    return engine.confirmResync().then(Mono.defer(() -> changed("OK")));
  }

  private Mono<ChangeDescriptor> changed(String reply) {
    return replication().map(now -> new ChangeDescriptor(reply, now));
  }
}
