package io.lockstep.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The backlog over HTTP: which part of the stream is retained, and the commands in it. */
@RestController
@RequestMapping("/replication/backlog")
@Tag(name = "replication")
public class BacklogController {
  private final BacklogReader reader;
  private final AdminLimits limits;

  public BacklogController(BacklogReader reader, AdminLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  @GetMapping
  @Operation(
      summary = "The retained window of the stream and the commands in it",
      description =
          """
          With an offset, the commands from there on; an offset inside a command goes on to the next \
          one and tells how many bytes were skipped. Without, the last commands. next_offset is \
          where the next page begins. Commands too long for one page are skipped.""")
  Mono<BacklogDescriptor> backlog(
      @RequestParam @Parameter(description = "Where to begin") @Nullable Long offset,
      @RequestParam(defaultValue = "20") @Parameter(description = "How many commands at most")
          int limit) {
    if (limit < 1 || limit > limits.maxBacklogCommands()) {
      var rule = "must be between 1 and " + limits.maxBacklogCommands();
      return Mono.error(Problems.wrongParameter("limit", rule));
    }
    return offset == null ? reader.latest(limit) : reader.from(offset, limit);
  }
}
