package io.lockstep.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.connection.TransactionCommands;
import io.lockstep.command.key.KeyCommands;
import io.lockstep.command.key.ObjectCommands;
import io.lockstep.command.server.ConfigCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to the log, and what only 7.2 does; replies are held to a real server elsewhere. */
class SortedSetCommandsTest {

  private final CommandFixture node =
      new CommandFixture(
          SortedSetCommands.TABLE,
          KeyCommands.TABLE,
          ObjectCommands.TABLE,
          ConfigCommands.TABLE,
          TransactionCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void propagatesWhatChanges() {
    node.line("ZADD z 1 a 2 b 3 c");
    node.line("ZADD z XX 5 nobody");
    node.line("ZADD z 1 a");
    node.line("ZADD z NX 9 a");
    node.line("ZADD z GT 0 a");
    node.line("ZINCRBY z 2 a");
    node.line("ZREM z nobody");
    node.line("ZREM z a");
    node.line("ZREMRANGEBYSCORE z 100 200");
    assertThat(node.propagated())
        .containsExactly("ZADD z 1 a 2 b 3 c", "ZINCRBY z 2 a", "ZREM z a");
  }

  @Test
  void popsPropagateAsPlainOnes() {
    node.line("ZADD z 1 a 2 b 3 c 4 d 5 e 6 f");
    node.line("ZPOPMIN z");
    node.line("ZMPOP 2 none z MAX COUNT 2");
    node.line("BZPOPMIN none z 0");
    node.line("BZMPOP 0 1 z MAX COUNT 100");
    node.line("ZPOPMIN z");
    node.line("ZMPOP 1 z MIN");
    assertThat(node.propagated())
        .containsExactly(
            "ZADD z 1 a 2 b 3 c 4 d 5 e 6 f",
            "ZPOPMIN z",
            "ZPOPMAX z 2",
            "ZPOPMIN z",
            "ZPOPMAX z 2");
    assertThat(node.line("EXISTS z")).isEqualTo(":0\r\n");
  }

  @Test
  void storesPropagateAsTheyCame() {
    node.line("ZADD z 1 a 2 b");
    node.line("ZRANGESTORE into z 0 -1");
    node.line("ZUNIONSTORE into 2 z z");
    node.line("ZINTERSTORE into 2 z none");
    node.line("ZINTERSTORE into 2 z none");
    assertThat(node.propagated())
        .containsExactly(
            "ZADD z 1 a 2 b",
            "ZRANGESTORE into z 0 -1",
            "ZUNIONSTORE into 2 z z",
            "ZINTERSTORE into 2 z none");
  }

  @Test
  void rankTellsTheScoreToo() {
    node.line("ZADD z 1 a 2.5 b");
    assertThat(node.line("ZRANK z b WITHSCORE")).isEqualTo("*2\r\n:1\r\n$3\r\n2.5\r\n");
    assertThat(node.line("ZREVRANK z b WITHSCORE")).isEqualTo("*2\r\n:0\r\n$3\r\n2.5\r\n");
    assertThat(node.line("ZRANK z none WITHSCORE")).isEqualTo("*-1\r\n");
    assertThat(node.line("ZRANK none b WITHSCORE")).isEqualTo("*-1\r\n");
    assertThat(node.line("ZRANK z none")).isEqualTo("$-1\r\n");
    assertThat(node.line("ZRANK z b SCORE")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("ZRANK z b WITHSCORE more"))
        .isEqualTo("-ERR wrong number of arguments for 'zrank' command\r\n");
  }

  @Test
  void answersScoresInTheirFewestDigits() {
    node.line("ZADD z 0.1 a 1e20 b 3 c -inf d");
    assertThat(node.line("ZMSCORE z a b c d"))
        .isEqualTo("*4\r\n$3\r\n0.1\r\n$5\r\n1e+20\r\n$1\r\n3\r\n$4\r\n-inf\r\n");
  }

  @Test
  void manyArgumentsMakeABigSetAtOnce() {
    node.line("CONFIG SET zset-max-listpack-entries 2");
    node.line("ZADD z 1 a 2 a 3 a");
    assertThat(node.line("OBJECT ENCODING z")).isEqualTo("$8\r\nskiplist\r\n");
    node.line("ZADD y 1 a 2 b");
    assertThat(node.line("OBJECT ENCODING y")).isEqualTo("$8\r\nlistpack\r\n");
    node.line("ZADD y 3 c");
    assertThat(node.line("OBJECT ENCODING y")).isEqualTo("$8\r\nskiplist\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZADD z nan a",
        "ZADD z 1 a x b",
        "ZADD z NX XX 1 a",
        "ZADD z GT NX 1 a",
        "ZADD z INCR 1 a 2 b",
        "ZADD z 1",
        "ZREMRANGEBYLEX z a b",
        "ZRANGESTORE z z 0 -1 WITHSCORES",
        "ZUNIONSTORE z 0 z",
        "ZMPOP 1 z MIDDLE",
        "BZPOPMIN z x"
      })
  void aWrongRequestChangesNothing(String request) {
    node.line("ZADD z 1 a");
    node.propagated();
    assertThat(node.line(request)).startsWith("-ERR ");
    assertThat(node.propagated()).isEmpty();
    assertThat(node.line("ZCARD z")).isEqualTo(":1\r\n");
  }

  @Test
  void aSumThatIsNoNumberChangesNothing() {
    node.line("ZADD z inf a");
    node.propagated();
    assertThat(node.line("ZINCRBY z -inf a"))
        .isEqualTo("-ERR resulting score is not a number (NaN)\r\n");
    assertThat(node.propagated()).isEmpty();
    assertThat(node.line("ZSCORE z a")).isEqualTo("$3\r\ninf\r\n");
  }

  @Test
  void waitsForASetThatComes() {
    var waiting = node.connect();
    assertThat(node.runAs(waiting, "BZPOPMIN", "z", "0")).isEmpty();
    assertThat(waiting.isBlocked()).isTrue();
  }

  @Test
  void waitsForNothingInATransaction() {
    node.line("MULTI");
    node.line("BZPOPMAX z 0");
    assertThat(node.line("EXEC")).isEqualTo("*1\r\n*-1\r\n");
  }

  @Test
  void randomMembersAreDistinctUnlessTheyMayRepeat() {
    node.line("ZADD z 1 a 2 b 3 c 4 d 5 e");
    for (int i = 0; i < 50; i++) {
      String reply = node.line("ZRANDMEMBER z 4");
      assertThat(reply).startsWith("*4\r\n");
      assertThat(reply.lines().filter(line -> line.length() == 1).distinct()).hasSize(4);
    }
    assertThat(node.line("ZRANDMEMBER z -20")).startsWith("*20\r\n");
    assertThat(node.line("ZRANDMEMBER z 20")).startsWith("*5\r\n");
  }
}
