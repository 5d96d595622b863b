package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Command;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.waiting.QueueVerbs;
import io.lockstep.server.LockstepNode;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that wait for keys, over real sockets. */
class WaitingClientsIT {

  private static final LockstepNode NODE = start();

  private static LockstepNode start() {
    Parameters parameters = new Parameters(ParameterCatalogue.complete(), "/tmp");
    parameters.load("bind", "127.0.0.1");
    parameters.load("port", "0");
    List<Command> rows =
        Stream.concat(
                QueueVerbs.TABLE.stream(),
                CommandFamilies.ALL.stream().filter(row -> !isReplaced(row)))
            .toList();
    parameters.load("save", "");
    parameters.load("dbfilename", "waiting-clients.rdb");
    LockstepNode node = LockstepNode.listen(parameters, null, rows, () -> {}, () -> {});
    node.load().join();
    return node;
  }

  private static boolean isReplaced(Command row) {
    return QueueVerbs.TABLE.stream().anyMatch(verb -> verb.name().equals(row.name()));
  }

  @AfterAll
  static void close() {
    NODE.close();
  }

  @BeforeEach
  void flush() {
    try (RedisConnection any = connect()) {
      any.call("FLUSHALL");
    }
  }

  private static RedisConnection connect() {
    return RedisConnection.to(NODE.port());
  }

  private static @Nullable Object next(RedisConnection connection) {
    return Reply.value(connection.receive());
  }

  private static void awaitBlocked(RedisConnection observer, int clients) {
    Awaitility.await()
        .until(
            () ->
                String.valueOf(observer.call("INFO", "clients"))
                    .contains("blocked_clients:" + clients + "\r\n"));
  }

  @Test
  void isServedByAnotherConnectionAndGoesOn() {
    try (RedisConnection waiter = connect();
        RedisConnection writer = connect()) {
      waiter.send(RedisConnection.encode("BTAKE", "1", "q", "0"));
      waiter.send(RedisConnection.encode("PING"));
      awaitBlocked(writer, 1);

      assertThat(writer.call("PUSH", "q", "a")).isEqualTo("OK");

      assertThat(next(waiter)).isEqualTo(List.of("q", "a"));
      assertThat(next(waiter)).isEqualTo("PONG");
    }
  }

  @Test
  void isToldThatItsTimeIsOver() {
    try (RedisConnection waiter = connect()) {
      assertThat(waiter.call("BTAKE", "1", "q", "0.02")).isNull();
      assertThat(waiter.call("BTAKE", "1", "q", "0.001")).isNull();
      assertThat(waiter.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void whoHangsUpTakesNothing() {
    try (RedisConnection second = connect();
        RedisConnection writer = connect()) {
      try (RedisConnection first = connect()) {
        first.send(RedisConnection.encode("BTAKE", "1", "q", "0"));
        awaitBlocked(writer, 1);
      }
      awaitBlocked(writer, 0);
      second.send(RedisConnection.encode("BTAKE", "1", "q", "0"));
      awaitBlocked(writer, 1);
      writer.call("PUSH", "q", "a");
      assertThat(next(second)).isEqualTo(List.of("q", "a"));
    }
  }
}
