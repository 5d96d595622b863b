package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.config.LockstepApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** The application over HTTP, with a real node inside and a real pair around it. */
@SpringBootTest(
    classes = LockstepApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "lockstep.health.max-link-down=300ms",
      "lockstep.repl-diskless-sync-delay=0",
      "lockstep.enable-debug-command=yes"
    })
@AutoConfigureWebTestClient(timeout = "60s")
class HttpIT {

  private static final int PORT = RealRedis.freePort();

  @TempDir private static Path FOLDER;

  @Autowired private WebTestClient http;
  private PeerServer peer;

  @DynamicPropertySource
  static void port(DynamicPropertyRegistry registry) {
    registry.add("lockstep.port", () -> PORT);
    registry.add("lockstep.dir", () -> FOLDER);
    registry.add("lockstep.dbfilename", () -> "http.rdb");
  }

  @BeforeEach
  void start() {
    peer = Make.LOCKSTEP.start();
  }

  @AfterEach
  void stop() {
    http.delete().uri("/replication/replicaof").exchange().expectStatus().isOk();
    peer.close();
  }

  @Test
  void followsAndIsPromoted() {
    peer.call("SET", "key", "value");
    follow(peer.port()).jsonPath("$.replication.role").isEqualTo("replica");
    awaitField("/replication", "$.repl_state", "CONNECTED");
    get("/replication")
        .jsonPath("$.replid")
        .isEqualTo(Links.field(peer, "replication", "master_replid"))
        .jsonPath("$.link.master_port")
        .isEqualTo(peer.port());
    expectStatus("/actuator/health/readiness", HttpStatus.OK);

    http.delete().uri("/replication/replicaof").exchange().expectStatus().isOk();
    awaitField("/replication", "$.role", "master");
    get("/replication")
        .jsonPath("$.repl_state")
        .isEqualTo("NONE")
        .jsonPath("$.replid2")
        .isEqualTo(Links.field(peer, "replication", "master_replid"));
  }

  @Test
  void tellsHowAFullResyncWent() {
    peer.call("SET", "key", "value");
    peer.call("SET", "other", "value");
    follow(peer.port());
    awaitField("/replication", "$.repl_state", "CONNECTED");
    awaitField("/replication/sync", "$.full_resync.last.outcome", "ok");
    get("/replication/sync")
        .jsonPath("$.full_resync.last.keys")
        .isEqualTo(2)
        .jsonPath("$.full_resync.last.total_keys")
        .isEqualTo(2)
        .jsonPath("$.full_resync.last.eta_seconds")
        .isEqualTo(0)
        .jsonPath("$.full_resync.current")
        .isEmpty();
  }

  @Test
  void showsItsReplicasAndTheirLag() {
    Links.follow(peer, itself());
    awaitField("/replication/replicas", "$[0].state", "online");
    itself().call("SET", "key", "value");
    awaitField("/replication/replicas", "$[0].lag_bytes", 0);
    get("/replication/replicas")
        .jsonPath("$[0].port")
        .isEqualTo(peer.port())
        .jsonPath("$[0].lag_ms")
        .isNumber()
        .jsonPath("$[0].sync.kind")
        .exists();
  }

  @Test
  void makesFetchesAndDeletesASnapshot() throws IOException {
    itself().call("FLUSHALL");
    itself().call("SET", "key", "value");
    http.post()
        .uri("/snapshots")
        .exchange()
        .expectStatus()
        .isAccepted()
        .expectHeader()
        .location("/replication/sync");
    awaitField("/replication/sync", "$.save.last.outcome", "ok");
    get("/replication/sync").jsonPath("$.save.last.keys").isEqualTo(1);
    get("/snapshots").jsonPath("$[?(@.loaded_at_start == true)].name").isEqualTo("http.rdb");

    var bytes = get("/snapshots/http.rdb").returnResult().getResponseBodyContent();
    assertThat(bytes).isEqualTo(Files.readAllBytes(FOLDER.resolve("http.rdb")));
    http.delete().uri("/snapshots/http.rdb").exchange().expectStatus().isNoContent();
    assertThat(FOLDER.resolve("http.rdb")).doesNotExist();
  }

  @Test
  void makesNoSecondSnapshotBesideTheFirst() {
    itself().call("SET", "key", "value");
    itself().call("CONFIG", "SET", "rdb-key-save-delay", "10000000");
    http.post().uri("/snapshots").exchange().expectStatus().isAccepted();
    http.post()
        .uri("/snapshots")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Background save already in progress");
    get("/replication/sync").jsonPath("$.save.current.total_keys").isNumber();
    itself().call("CONFIG", "SET", "rdb-key-save-delay", "0");
    itself().call("FLUSHALL"); // gives it up
    http.post().uri("/snapshots").exchange().expectStatus().isAccepted();
    awaitField("/replication/sync", "$.save.last.outcome", "ok");
    get("/replication/sync").jsonPath("$.save.last.keys").isEqualTo(0);
  }

  @Test
  void keepsItsDataInAFileBeforeAnEmptyMasterReplacesIt() {
    fillForShrinking("no");
    follow(peer.port());
    awaitField("/replication", "$.repl_state", "CONNECTED");
    get("/replication")
        .jsonPath("$.shrink.keys_before")
        .isEqualTo(3)
        .jsonPath("$.shrink.keys_after")
        .isEqualTo(0)
        .jsonPath("$.shrink.held")
        .isEqualTo(false);
    get("/snapshots").jsonPath("$[?(@.kept_before_resync == true)]").exists();
  }

  @Test
  void waitsForAWordBeforeAnEmptyMasterReplacesItsData() {
    fillForShrinking("yes");
    follow(peer.port());
    awaitField("/replication", "$.shrink.held", true);
    get("/replication")
        .jsonPath("$.repl_state")
        .isEqualTo("TRANSFER")
        .jsonPath("$.link.status")
        .isEqualTo("down");
    assertThat(itself().call("DBSIZE")).asString().isEqualTo("3");

    http.post().uri("/replication/resync/confirm").exchange().expectStatus().isOk();
    awaitField("/replication", "$.repl_state", "CONNECTED");
    assertThat(itself().call("DBSIZE")).asString().isEqualTo("0");
    http.post()
        .uri("/replication/resync/confirm")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT);
  }

  private static void fillForShrinking(String isRefused) {
    itself().call("FLUSHALL");
    itself().call("CONFIG", "SET", "save", "3600 1");
    itself().call("CONFIG", "SET", "replica-shrink-least-keys", "3");
    itself().call("CONFIG", "SET", "replica-refuse-shrink", isRefused);
    List.of("a", "b", "c").forEach(key -> itself().call("SET", key, "value"));
  }

  @Test
  void showsTheCommandsOfItsBacklog() {
    Links.follow(peer, itself());
    Links.awaitUp(peer);
    long before = Links.offset(itself(), "master_repl_offset");
    itself().call("SET", "key", "some value");
    get("/replication/backlog?limit=10&offset=" + (before + 1))
        .jsonPath("$.commands[?(@.command == 'SET')].arguments[1].text")
        .isEqualTo("some value")
        .jsonPath("$.commands[?(@.command == 'SET')].database")
        .isEqualTo(0);
  }

  @Test
  void isNotReadyWhileItsMasterIsGoneButAlive() {
    follow(peer.port());
    awaitField("/replication", "$.repl_state", "CONNECTED");
    peer.close();
    await()
        .untilAsserted(
            () -> expectStatus("/actuator/health/readiness", HttpStatus.SERVICE_UNAVAILABLE));
    expectStatus("/actuator/health/liveness", HttpStatus.OK);
  }

  /** The application's own node. */
  private static PeerServer itself() {
    return new PeerServer() {
      @Override
      public int port() {
        return PORT;
      }

      @Override
      public void close() {}
    };
  }

  private BodyContentSpec follow(int port) {
    return http.post()
        .uri("/replication/replicaof")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"host\":\"127.0.0.1\",\"port\":" + port + "}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  private void awaitField(String uri, String path, Object value) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get(uri).jsonPath(path).isEqualTo(value));
  }

  private BodyContentSpec get(String uri) {
    return http.get().uri(uri).exchange().expectStatus().isOk().expectBody();
  }

  private void expectStatus(String uri, HttpStatus status) {
    http.get().uri(uri).exchange().expectStatus().isEqualTo(status);
  }
}
