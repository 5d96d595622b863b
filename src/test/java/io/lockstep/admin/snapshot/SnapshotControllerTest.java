package io.lockstep.admin.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.admin.Slices;
import io.lockstep.admin.StandInEngine;
import io.lockstep.engine.EngineView.FileView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SnapshotControllerTest {
  private static final String DUMP = "REDIS0011" + "0123456789".repeat(20_000) + "checksum";

  private final StandInEngine engine = new StandInEngine();
  private final WebTestClient http = Slices.of(engine);

  @TempDir private Path outside;
  private Path folder;

  @BeforeEach
  void fill() throws IOException {
    folder = Files.createDirectory(outside.resolve("data"));
    isInUse(false);
    write("dump.rdb", DUMP, 2_000);
    write("older.rdb", "REDIS0009 and then a checksum", 1_000);
    write("dump.rdb.before-x-7.rdb", DUMP, 500);
    write("notes.rdb", "REDIS is a database", 3_000);
    write("notes.txt", DUMP, 3_000);
    write("temp-17.rdb", DUMP, 3_000);
    Files.writeString(outside.resolve("secret.rdb"), DUMP);
    Files.createSymbolicLink(folder.resolve("link.rdb"), outside.resolve("secret.rdb"));
    Files.createDirectory(folder.resolve("folder.rdb"));
  }

  private void isInUse(boolean isInUse) {
    engine.publish(StandInEngine.loadedFrom(new FileView(folder.toString(), "dump.rdb", isInUse)));
  }

  private void write(String name, String text, long atMs) throws IOException {
    var file = Files.writeString(folder.resolve(name), text, ISO_8859_1);
    Files.setLastModifiedTime(file, FileTime.fromMillis(atMs));
  }

  @Test
  void listsWhatIsASnapshotAndNothingElse() {
    get("/snapshots")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            [{"name":"dump.rdb","bytes":200017,"made_at_ms":2000,"loaded_at_start":true},
             {"name":"older.rdb","bytes":29,"made_at_ms":1000,"loaded_at_start":false,
              "kept_before_resync":false},
             {"name":"dump.rdb.before-x-7.rdb","kept_before_resync":true}]""");
  }

  @Test
  void saysWhyThereIsNoList() {
    engine.publish(
        StandInEngine.loadedFrom(new FileView(outside.resolve("gone").toString(), "a", false)));
    get("/snapshots").expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  @Test
  void beginsASave() {
    http.post()
        .uri("/snapshots")
        .exchange()
        .expectStatus()
        .isAccepted()
        .expectHeader()
        .location("/replication/sync")
        .expectBody()
        .json("{\"reply\":\"Background saving started\",\"name\":\"dump.rdb\"}");
    assertThat(engine.asked()).containsExactly("save");
  }

  @Test
  void saysThatASaveGoesOn() {
    engine.refuse(new IllegalStateException("Background save already in progress"));
    http.post()
        .uri("/snapshots")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Background save already in progress");
  }

  @Test
  void fetchesAllBytes() {
    var answer = get("/snapshots/dump.rdb");
    answer.expectStatus().isOk();
    answer
        .expectHeader()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .expectHeader()
        .contentLength(DUMP.length())
        .expectHeader()
        .valueEquals(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"dump.rdb\"");
    assertThat(text(answer)).isEqualTo(DUMP);
  }

  @Test
  void fetchesAPart() {
    var answer = part("bytes=9-18", null);
    answer.expectStatus().isEqualTo(HttpStatus.PARTIAL_CONTENT);
    answer.expectHeader().valueEquals(HttpHeaders.CONTENT_RANGE, "bytes 9-18/200017");
    assertThat(text(answer)).isEqualTo("0123456789");
    assertThat(text(part("bytes=-8", null))).isEqualTo("checksum");
    assertThat(text(part("bytes=200000-", null))).isEqualTo(DUMP.substring(200_000));
  }

  @Test
  void fetchesAPartOfTheSameFileOnly() {
    var tag = get("/snapshots/dump.rdb").returnResult(Void.class).getResponseHeaders().getETag();
    part("bytes=9-18", tag).expectStatus().isEqualTo(HttpStatus.PARTIAL_CONTENT);
    var answer = part("bytes=9-18", "\"another\"");
    answer.expectStatus().isOk();
    assertThat(text(answer)).isEqualTo(DUMP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"another\", %s"})
  void sendsNothingThatIsKnown(String known) {
    var tag = get("/snapshots/dump.rdb").returnResult(Void.class).getResponseHeaders().getETag();
    var answer =
        http.get()
            .uri("/snapshots/dump.rdb")
            .header(HttpHeaders.IF_NONE_MATCH, known.formatted(tag))
            .exchange();
    answer.expectStatus().isNotModified().expectHeader().doesNotExist(HttpHeaders.CONTENT_LENGTH);
    answer.expectBody().isEmpty();
  }

  @Test
  void sendsWhatIsNotKnown() {
    var answer =
        http.get()
            .uri("/snapshots/dump.rdb")
            .header(HttpHeaders.IF_NONE_MATCH, "\"another\"")
            .exchange();
    answer.expectStatus().isOk();
    assertThat(text(answer)).isEqualTo(DUMP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=200017-", "bytes=5-1", "bytes=x", "lines=1-2"})
  void refusesAPartThatIsNotThere(String range) {
    part(range, null)
        .expectStatus()
        .isEqualTo(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        .expectHeader()
        .valueEquals(HttpHeaders.CONTENT_RANGE, "bytes */200017");
  }

  @Test
  void tellsTheLengthWithoutTheBytes() {
    http.head()
        .uri("/snapshots/dump.rdb")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentLength(DUMP.length())
        .expectBody()
        .isEmpty();
  }

  @Test
  void deletesASnapshot() {
    delete("/snapshots/older.rdb").expectStatus().isNoContent();
    delete("/snapshots/older.rdb").expectStatus().isNotFound();
    assertThat(folder.resolve("older.rdb")).doesNotExist();
    assertThat(folder.resolve("dump.rdb")).exists();
  }

  @Test
  void leavesTheFileThatIsBeingWritten() {
    isInUse(true);
    delete("/snapshots/dump.rdb").expectStatus().isEqualTo(HttpStatus.CONFLICT);
    assertThat(folder.resolve("dump.rdb")).exists();
    delete("/snapshots/older.rdb").expectStatus().isNoContent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notes.rdb", "notes.txt", "temp-17.rdb", "link.rdb", "folder.rdb", "none.rdb"})
  void neitherFetchesNorDeletesWhatIsNoSnapshot(String name) {
    get("/snapshots/" + name).expectStatus().isNotFound();
    delete("/snapshots/" + name)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(folder.resolve("temp-17.rdb")).exists();
    assertThat(outside.resolve("secret.rdb")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "..%2fsecret.rdb",
        "%2e%2e%2fsecret.rdb",
        "%2e%2e%5csecret.rdb",
        "..%252fsecret.rdb",
        "%2fsecret.rdb",
        "data%2fdump.rdb",
        ".hidden.rdb",
        "dump.rdb%00",
        "dump.rdb%0a"
      })
  void refusesNamesThatAreNone(String name) {
    var uri = URI.create("/snapshots/" + name);
    for (var answer :
        new ResponseSpec[] {
          http.get().uri(uri).exchange(), http.delete().uri(uri).exchange(),
        }) {
      answer.expectStatus().isBadRequest();
    }
    assertThat(outside.resolve("secret.rdb")).exists();
    assertThat(folder.resolve("dump.rdb")).exists();
  }

  private ResponseSpec get(String uri) {
    return http.get().uri(uri).exchange();
  }

  private ResponseSpec delete(String uri) {
    return http.delete().uri(uri).exchange();
  }

  private ResponseSpec part(String range, @Nullable String tag) {
    return http.get()
        .uri("/snapshots/dump.rdb")
        .header(HttpHeaders.RANGE, range)
        .headers(
            headers -> {
              if (tag != null) {
                headers.set(HttpHeaders.IF_RANGE, tag);
              }
            })
        .exchange();
  }

  private static String text(ResponseSpec answer) {
    var bytes = answer.expectBody().returnResult().getResponseBodyContent();
    return new String(bytes, ISO_8859_1);
  }
}
