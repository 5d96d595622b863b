package io.lockstep.admin.snapshot;

import io.lockstep.admin.EngineCalls;
import io.lockstep.engine.EngineView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Snapshots over HTTP: see which there are, make one, fetch or delete one. */
@RestController
@RequestMapping("/snapshots")
@Tag(name = "snapshots", description = "Make, fetch and delete files of the data")
public class SnapshotController {
  private static final HttpStatus PART = HttpStatus.PARTIAL_CONTENT;
  private static final URI PROGRESS = URI.create("/replication/sync");

  private final EngineCalls engine;

  public SnapshotController(EngineCalls engine) {
    this.engine = engine;
  }

  @GetMapping
  @Operation(summary = "The RDB files in the node's folder, the latest first")
  Mono<List<SnapshotDescriptor>> snapshots() {
    return inFolder(SnapshotFolder::list);
  }

  @PostMapping
  @Operation(
      summary = "Begins to save the data in the background",
      description =
          """
          As BGSAVE. The answer is 202 with the place to watch it go on; 409 if a save goes on \
          already. The file takes the place of the former one once it is whole.""")
  Mono<ResponseEntity<SaveDescriptor>> save() {
    return engine
        .save()
        .zipWith(engine.view())
        .map(begun -> accepted(begun.getT1(), begun.getT2()));
  }

  private static ResponseEntity<SaveDescriptor> accepted(String reply, EngineView view) {
    var begun = new SaveDescriptor(reply, view.file().name());
    return ResponseEntity.accepted().location(PROGRESS).body(begun);
  }

  @GetMapping("/{name}")
  @Operation(
      summary = "The bytes of a snapshot",
      description = "Also a part of them: the header range is understood, and if-range with a tag.")
  Mono<ResponseEntity<Flux<DataBuffer>>> fetch(
      @PathVariable @Parameter(description = "Its name in the list") String name,
      @Parameter(hidden = true) ServerWebExchange exchange) {
    return inFolder(folder -> answer(name, folder.open(name), exchange));
  }

  private static ResponseEntity<Flux<DataBuffer>> answer(
      String name, OpenSnapshot snapshot, ServerWebExchange exchange) throws IOException {
    try {
      var tag = snapshot.tag();
      if (tag != null && exchange.checkNotModified(tag)) {
        snapshot.close();
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
      }
      var range = ByteRange.of(exchange.getRequest().getHeaders(), snapshot.length(), tag);
      var answer = ResponseEntity.status(range.isWhole() ? HttpStatus.OK : PART);
      answer.headers(headers -> describe(headers, name, range));
      return answer.eTag(tag).body(body(snapshot, range, exchange));
    } catch (IOException | RuntimeException refused) {
      snapshot.close();
      throw refused;
    }
  }

  private static void describe(HttpHeaders headers, String name, ByteRange range) {
    headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
    headers.setContentLength(range.count());
    headers.setContentDisposition(ContentDisposition.attachment().filename(name).build());
    headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (!range.isWhole()) {
      headers.set(HttpHeaders.CONTENT_RANGE, range.text());
    }
  }

  /** What is not asked for is never read, so it is closed here. */
  private static Flux<DataBuffer> body(
      OpenSnapshot snapshot, ByteRange range, ServerWebExchange exchange) throws IOException {
    if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
      snapshot.close();
      return Flux.empty();
    }
    return snapshot.bytes(range);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Deletes a snapshot",
      description = "Not the one that the node is loaded from while it is being written or loaded.")
  Mono<Void> delete(@PathVariable @Parameter(description = "Its name in the list") String name) {
    return inFolder(
            folder -> {
              folder.delete(name);
              return name;
            })
        .then();
  }

  private <T> Mono<T> inFolder(FileWork<T> work) {
    return engine
        .view()
        .publishOn(Schedulers.boundedElastic())
        .handle(
            (view, next) -> {
              try {
                next.next(work.in(new SnapshotFolder(view.file())));
              } catch (IOException failed) {
                next.error(SnapshotProblems.of(failed));
              }
            });
  }

  /** What waits for the disk. */
  @FunctionalInterface
  private interface FileWork<T> {
    T in(SnapshotFolder folder) throws IOException;
  }
}
