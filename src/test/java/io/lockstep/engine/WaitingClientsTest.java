package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.waiting.QueueVerbs;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingClientsTest {

  private static final String NULL_ARRAY = "*-1\r\n";
  private static final String OK = "+OK\r\n";
  private static final String DEMOTED =
      "-UNBLOCKED force unblock from blocking operation, instance state changed"
          + " (master -> replica?)\r\n";

  private final LoneEngine engine = new LoneEngine(1L << 30, QueueVerbs.TABLE);
  private final Peer first = new Peer();
  private final Peer second = new Peer();
  private final Peer writer = new Peer();
  private long readOffset;

  /** A client with its far end. */
  private final class Peer {
    private final FarEnd end = new FarEnd();
    private final Session session = engine.accept(end);

    private String send(String... requests) {
      engine.send(session, requests);
      return read();
    }

    private String read() {
      engine.endTurn();
      return end.readAll();
    }

    private long id() {
      return session.client().id();
    }
  }

  @BeforeEach
  void readStream() {
    engine.node().replication().log().createBacklog();
    writer.send("CONFIG SET repl-backlog-ttl 0", "SET any value");
    propagated();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static String taken(String key, String elements) {
    return "*2\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
        .formatted(key.length(), key, elements.length(), elements);
  }

  private String info(String section, String field) {
    return writer.send("INFO " + section).replaceAll("(?s).*\n" + field + ":([^\r]*)\r.*", "$1");
  }

  private List<String> propagated() {
    ReplicationLog log = engine.node().replication().log();
    int length = (int) (log.offset() - readOffset);
    byte[] bytes = length == 0 ? new byte[0] : log.copy(readOffset + 1, length);
    readOffset = log.offset();
    try {
      return decoded(bytes);
    } catch (ProtocolException broken) {
      throw new AssertionError(broken);
    }
  }

  private static List<String> decoded(byte[] bytes) throws ProtocolException {
    RequestDecoder decoder = new RequestDecoder(ProtocolLimits.standard());
    System.arraycopy(bytes, 0, decoder.reserve(bytes.length), decoder.writeIndex(), bytes.length);
    decoder.written(bytes.length);
    List<String> commands = new ArrayList<>();
    Request request = new Request();
    while (decoder.next(request)) {
      commands.add(request.toString());
    }
    return commands;
  }

  // ---- being served

  @Test
  void isAnsweredAtOnceIfThereIsSomething() {
    writer.send("PUSH q a");
    assertThat(first.send("BTAKE 1 q 0")).isEqualTo(taken("q", "a"));
  }

  @Test
  void isAnsweredWhenAnotherClientPushes() {
    assertThat(first.send("BTAKE 1 q 0")).isEmpty();
    assertThat(writer.send("PUSH q a", "GET q")).isEqualTo(OK + "$-1\r\n");
    assertThat(first.read()).isEqualTo(taken("q", "a"));
  }

  @Test
  void whatItSentSinceComesAfterTheWritersWholeBatch() {
    first.send("BTAKE 1 q 0", "GET other", "BTAKE 1 q 0", "PING");
    assertThat(first.read()).isEmpty();

    writer.send("PUSH q a", "SET other later");

    assertThat(first.read()).isEqualTo(taken("q", "a") + "$5\r\nlater\r\n");
    writer.send("PUSH q b");
    assertThat(first.read()).isEqualTo(taken("q", "b") + "+PONG\r\n");
  }

  @Test
  void whoCameFirstIsServedFirst() {
    first.send("BTAKE 1 q 0");
    second.send("BTAKE 1 q 0");

    writer.send("PUSH q a");
    assertThat(first.read()).isEqualTo(taken("q", "a"));
    assertThat(second.read()).isEmpty();

    first.send("BTAKE 1 q 0");
    writer.send("PUSH q bc");
    assertThat(second.read()).isEqualTo(taken("q", "b"));
    assertThat(first.read()).isEqualTo(taken("q", "c"));
  }

  @Test
  void whoFindsTooLittleKeepsItsPlace() {
    first.send("BTAKE 2 q 0");
    second.send("BTAKE 1 q 0");

    writer.send("PUSH q a");
    assertThat(first.read()).isEmpty();
    assertThat(second.read()).isEqualTo(taken("q", "a"));

    second.send("BTAKE 1 q 0");
    writer.send("PUSH q bc");
    assertThat(first.read()).isEqualTo(taken("q", "bc"));
    assertThat(second.read()).isEmpty();
  }

  @Test
  void isServedByTheKeyThatGetsReadyFirst() {
    first.send("BTAKE 1 p q 0");
    writer.send("PUSH q a", "PUSH p b");
    assertThat(first.read()).isEqualTo(taken("q", "a"));
    assertThat(writer.send("GET p")).isEqualTo("$1\r\nb\r\n");
  }

  @Test
  void aKeyThatIsNamedTwiceServesOnce() {
    first.send("BTAKE 1 q q 0");
    assertThat(info("clients", "total_blocking_keys")).isEqualTo("1");
    writer.send("PUSH q ab");
    assertThat(first.read()).isEqualTo(taken("q", "a"));
    assertThat(writer.send("GET q")).isEqualTo("$1\r\nb\r\n");
  }

  @Test
  void isServedInItsOwnProtocol() {
    first.send("HELLO 3", "BTAKE 1 none 0.01", "PING");
    engine.pass(20);
    assertThat(first.read()).isEqualTo("_\r\n+PONG\r\n");
  }

  @Test
  void sameKeyOfAnotherDatabaseServesNobody() {
    first.send("BTAKE 1 q 0");
    writer.send("SELECT 1", "PUSH q a");
    assertThat(first.read()).isEmpty();
  }

  @Test
  void executesAgainTheRequestThatTheHandlerGave() {
    writer.send("PUSH q ab");
    first.send("BWATCH $ q 0");
    assertThat(first.read()).isEmpty();
    writer.send("PUSH q c");
    assertThat(first.read()).isEqualTo(OK);
  }

  // ---- units of execution

  @Test
  void isServedAfterExecAsAWhole() {
    first.send("BTAKE 1 q 0");
    writer.send("MULTI", "PUSH q a", "TAKE 1 q", "EXEC");
    assertThat(first.read()).isEmpty();

    writer.send("MULTI", "PUSH q b", "PUSH q c", "EXEC");
    assertThat(first.read()).isEqualTo(taken("q", "b"));
  }

  @Test
  void whatItDidIsPropagatedByItself() {
    first.send("BTAKE 1 q 0");
    second.send("BTAKE 1 q 0");

    writer.send("MULTI", "PUSH q a", "PUSH q bc", "EXEC");

    assertThat(propagated())
        .containsExactly("MULTI", "PUSH q a", "PUSH q bc", "EXEC", "TAKE 1 q", "TAKE 1 q");
  }

  @Test
  void waitingAndEndsOfWaitingPropagateNothing() {
    first.send("BTAKE 1 q 0.01");
    second.send("BTAKE 2 q 0");
    writer.send("PUSH p a");
    engine.pass(20);
    assertThat(propagated()).containsExactly("PUSH p a");
  }

  @Test
  void aKeyThatRanOutIsDeletedInTheSameUnit() {
    first.send("BTAKE 2 short q 0");
    writer.send("SET short x PX 10");
    assertThat(propagated()).hasSize(1);
    engine.advance(20);

    writer.send("PUSH q ab");

    assertThat(first.read()).isEqualTo(taken("q", "ab"));
    assertThat(propagated()).containsExactly("PUSH q ab", "MULTI", "DEL short", "TAKE 2 q", "EXEC");
  }

  @Test
  void chainsAreFollowedInTheSameTurn() {
    first.send("BMOVE a b 0");
    second.send("BTAKE 1 b 0");

    writer.send("PUSH a x");

    assertThat(first.read()).isEqualTo(OK);
    assertThat(second.read()).isEqualTo(taken("b", "x"));
    assertThat(propagated()).containsExactly("PUSH a x", "MOVE a b", "TAKE 1 b");
  }

  @Test
  void longChainsTakeNoStack() {
    int links = 9_000;
    for (int i = 0; i < links; i++) {
      new Peer().send("BMOVE k" + i + " k" + (i + 1) + " 0");
    }
    writer.send("PUSH k0 x");
    assertThat(writer.send("GET k" + links)).isEqualTo("$1\r\nx\r\n");
    assertThat(info("clients", "blocked_clients")).isEqualTo("0");
  }

  @Test
  void circlesEndWhenNobodyWaits() {
    first.send("BMOVE a b 0");
    second.send("BMOVE b a 0");
    writer.send("PUSH a x");
    assertThat(first.read()).isEqualTo(OK);
    assertThat(second.read()).isEqualTo(OK);
    assertThat(writer.send("GET a")).isEqualTo("$1\r\nx\r\n");
  }

  @Test
  void neverWaitsInsideATransaction() {
    assertThat(first.send("MULTI", "BTAKE 1 q 0", "EXEC")).endsWith("*1\r\n" + NULL_ARRAY);
    assertThat(info("clients", "blocked_clients")).isEqualTo("0");
  }

  // ---- keys that come and go in other ways

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RENAME from q",
        "RENAMENX from q",
        "COPY from q",
        "SELECT 1|PUSH q a|SWAPDB 0 1",
        "SELECT 1|PUSH from a|COPY from q DB 0",
        "SET q a"
      })
  void isServedHoweverAKeyComes(String requests) {
    writer.send("PUSH from a");
    first.send("BTAKE 1 q 0");
    writer.send(requests.split("\\|", -1));
    assertThat(first.read()).isEqualTo(taken("q", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DEL q", "UNLINK q", "RENAME q other", "FLUSHALL", "FLUSHDB", "SWAPDB 0 1"})
  void hearsOfAKeysEndIfItAskedFor(String request) {
    writer.send("PUSH q a");
    first.send("BWATCH 2 q 0");
    second.send("BTAKE 2 q 0");

    writer.send(request);

    assertThat(first.read()).isEqualTo("-" + QueueVerbs.GONE + "\r\n");
    assertThat(second.read()).isEmpty();
  }

  @Test
  void hearsOfAKeysEndByTime() {
    writer.send("SET q a PX 10");
    first.send("BWATCH 2 q 0");
    engine.pass(20);
    assertThat(first.read()).isEqualTo("-" + QueueVerbs.GONE + "\r\n");
  }

  @Test
  void changesWithNothingNewWakeNobody() {
    writer.send("PUSH q a");
    first.send("BWATCH 2 q 0");
    writer.send("ACK q");
    assertThat(engine.node().keyWaits().hasReady()).isFalse();
    assertThat(first.read()).isEmpty();
  }

  // ---- ends without a key

  @Test
  void isToldWhenItsTimeIsOverAndGoesOn() {
    first.send("BTAKE 1 q 0.05", "PING");

    engine.pass(50);
    assertThat(first.read()).isEmpty();
    engine.pass(1);
    assertThat(first.read()).isEqualTo(NULL_ARRAY + "+PONG\r\n");
    writer.send("PUSH q a");
    assertThat(first.read()).isEmpty();
  }

  @Test
  void keepsItsTimeWhenItFindsTooLittle() {
    first.send("BTAKE 2 q 0.05");
    engine.advance(40);
    writer.send("PUSH q a");
    engine.pass(11);
    assertThat(first.read()).isEqualTo(NULL_ARRAY);
  }

  @Test
  void theShortestTimeEndsFirst() {
    first.send("BTAKE 1 q 0.2");
    second.send("BTAKE 1 q 0.1");
    engine.pass(101);
    assertThat(second.read()).isEqualTo(NULL_ARRAY);
    assertThat(first.read()).isEmpty();
    engine.pass(100);
    assertThat(first.read()).isEqualTo(NULL_ARRAY);
  }

  @Test
  void anotherClientMayEndItAsItsTime() {
    first.send("BTAKE 1 q 0", "PING");
    assertThat(writer.send("CLIENT UNBLOCK " + first.id(), "PUSH q a", "GET q"))
        .isEqualTo(":1\r\n" + OK + "$1\r\na\r\n");
    assertThat(first.read()).isEqualTo(NULL_ARRAY + "+PONG\r\n");
    assertThat(writer.send("CLIENT UNBLOCK " + first.id())).isEqualTo(":0\r\n");
  }

  @Test
  void anotherClientMayEndItWithAnError() {
    first.send("BTAKE 1 q 0");
    writer.send("CLIENT UNBLOCK " + first.id() + " ERROR");
    assertThat(first.read()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n");
    assertThat(info("commandstats", "cmdstat_btake"))
        .startsWith("calls=1,")
        .endsWith(",rejected_calls=0,failed_calls=1");
  }

  @Test
  void whoIsGoneIsPassedOver() {
    first.send("BTAKE 1 q 0");
    second.send("BTAKE 1 q 0");
    engine.gone(first.session);
    writer.send("PUSH q a");
    assertThat(second.read()).isEqualTo(taken("q", "a"));
  }

  @Test
  void whoIsKilledIsPassedOver() {
    first.send("BTAKE 1 q 0");
    second.send("BTAKE 1 q 0");
    writer.send("CLIENT KILL ID " + first.id(), "PUSH q a");
    assertThat(first.end.isAborted).isTrue();
    assertThat(first.read()).isEmpty();
    assertThat(second.read()).isEqualTo(taken("q", "a"));
  }

  @Test
  void aMasterThatBecomesAReplicaLetsNobodyWait() {
    first.send("BTAKE 1 q 0", "PING");
    writer.send("REPLICAOF master 6379");
    assertThat(first.read()).isEqualTo(DEMOTED);
    assertThat(first.session.client().isClosing()).isTrue();
    assertThat(info("commandstats", "cmdstat_btake")).endsWith("failed_calls=1");
  }

  @Test
  void anIdleClientThatWaitsIsNotClosed() {
    writer.send("CONFIG SET timeout 1");
    first.send("BTAKE 1 q 0");
    second.send("PING");
    engine.pass(5_000);
    assertThat(second.end.isAborted).isTrue();
    assertThat(first.end.isAborted).isFalse();
  }

  // ---- rules that hold again

  @Test
  void aPausePostponesIt() {
    first.send("BTAKE 1 q 0", "PING");
    writer.send("MULTI", "CLIENT PAUSE 1000 WRITE", "PUSH q a", "EXEC");
    assertThat(first.read()).isEmpty();

    writer.send("CLIENT UNPAUSE");
    engine.endTurn();

    assertThat(first.read()).isEqualTo(taken("q", "a") + "+PONG\r\n");
  }

  @Test
  void isRefusedIfThereIsNoMemoryByThen() {
    first.send("BMOVE q p 0");
    writer.send("MULTI", "PUSH q a", "CONFIG SET maxmemory 1", "EXEC");
    assertThat(first.read()).startsWith("-OOM ");
    assertThat(info("commandstats", "cmdstat_bmove")).contains("calls=0,", "rejected_calls=1");
  }

  @Test
  void aSkippedReplyIsTheOneThatComesLater() {
    first.send("CLIENT REPLY SKIP", "BTAKE 1 q 0", "PING");
    writer.send("PUSH q a");
    assertThat(first.read()).isEqualTo("+PONG\r\n");
    first.send("CLIENT REPLY SKIP", "BTAKE 1 q 0.01", "PING");
    engine.pass(20);
    assertThat(first.read()).isEqualTo("+PONG\r\n");
  }

  // ---- what people see

  @Test
  void countsOnceWhenItIsAnswered() {
    first.send("BTAKE 2 q 0");
    writer.send("PUSH q a");
    assertThat(writer.send("INFO commandstats")).doesNotContain("cmdstat_btake");
    long before = engine.node().statistics().commandsProcessed;
    writer.send("PUSH q b");

    assertThat(engine.node().statistics().commandsProcessed).isEqualTo(before + 2);
    assertThat(info("commandstats", "cmdstat_btake")).startsWith("calls=1,");
  }

  @Test
  void isSeenWaiting() {
    writer.send("PUSH w a");
    first.send("BTAKE 1 p q 0");
    second.send("BWATCH 2 w 5");

    assertThat(info("clients", "blocked_clients")).isEqualTo("2");
    assertThat(info("clients", "clients_in_timeout_table")).isEqualTo("1");
    assertThat(info("clients", "total_blocking_keys")).isEqualTo("3");
    assertThat(info("clients", "total_blocking_keys_on_nokey")).isEqualTo("1");
    assertThat(writer.send("CLIENT LIST ID " + first.id())).contains(" flags=b ", " cmd=btake ");
  }

  @Test
  void leavesNothingBehind() {
    first.send("BTAKE 1 p q 5");
    assertThat(first.session.client().heldRequestBytes).isPositive();
    writer.send("PUSH q a");

    assertThat(first.session.client().heldRequestBytes).isZero();
    assertThat(info("clients", "blocked_clients")).isEqualTo("0");
    assertThat(info("clients", "clients_in_timeout_table")).isEqualTo("0");
    assertThat(info("clients", "total_blocking_keys")).isEqualTo("0");
  }
}
