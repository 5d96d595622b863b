package io.lockstep.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.connection.TransactionCommands;
import io.lockstep.command.debug.DebugCommands;
import io.lockstep.command.key.DatabaseCommands;
import io.lockstep.command.key.DumpCommands;
import io.lockstep.command.key.KeyCommands;
import io.lockstep.command.key.ObjectCommands;
import io.lockstep.command.list.ListCommands;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.pubsub.SubscriptionCommands;
import io.lockstep.command.server.ConfigCommands;
import io.lockstep.command.sort.SortCommands;
import io.lockstep.command.sortedset.SortedSetCommands;
import io.lockstep.command.string.StringCommands;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fields of hashes run out as the pages of HEXPIRE and its kin at redis.io say, and the log has
 * what the suite of Redis 7.4 (unit/type/hash-field-expire) expects of it; for hashes of both
 * forms.
 */
@ParameterizedClass
@ValueSource(ints = {512, 0})
class FieldExpiryCommandsTest {

  private static final long NOW = CommandFixture.START_MS;

  @Parameter int listpackEntries;

  private final CommandFixture fixture =
      new CommandFixture(
          HashCommands.TABLE,
          FieldExpiryCommands.TABLE,
          KeyCommands.TABLE,
          DatabaseCommands.TABLE,
          DumpCommands.TABLE,
          ObjectCommands.TABLE,
          StringCommands.TABLE,
          ListCommands.TABLE,
          SortedSetCommands.TABLE,
          SortCommands.TABLE,
          TransactionCommands.TABLE,
          SubscriptionCommands.TABLE,
          ConfigCommands.TABLE,
          DebugCommands.TABLE);

  @BeforeEach
  void makeHash() {
    fixture.node.settings().valueLimits.hashMaxListpackEntries = listpackEntries;
    fixture.line("HSET h f1 v1 f2 v2 f3 v3");
    fixture.propagated();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The numbers of an array, or the error. */
  private String answer(String line) {
    String reply = fixture.line(line);
    return reply.startsWith("*")
        ? reply.replaceFirst("^\\*\\d+\r\n:?", "").replace("\r\n:", " ").strip()
        : reply.strip();
  }

  /** The texts of an array, nil for those that are not there. */
  private String texts(String line) {
    return fixture
        .line(line)
        .replaceFirst("^\\*\\d+\r\n", "")
        .replace("$-1\r\n", "nil ")
        .replaceAll("\\$\\d+\r\n", "")
        .replace("\r\n", " ")
        .strip();
  }

  // ---- HEXPIRE and its kin

  @Test
  void setsTimes() {
    assertThat(answer("HEXPIRE h 10 FIELDS 2 f1 gone")).isEqualTo("1 -2");
    assertThat(answer("HPEXPIRE h 1500 FIELDS 1 f2")).isEqualTo("1");
    assertThat(answer("HPTTL h FIELDS 4 f1 f2 f3 gone")).isEqualTo("10000 1500 -1 -2");
    assertThat(answer("HTTL h FIELDS 2 f1 f2")).isEqualTo("10 2");
    assertThat(answer("HPEXPIRETIME h FIELDS 1 f2")).isEqualTo("" + (NOW + 1500));
    assertThat(answer("HEXPIRETIME h FIELDS 1 f2")).isEqualTo("" + (NOW / 1000 + 2));
  }

  @Test
  void setsAbsoluteTimes() {
    assertThat(answer("HEXPIREAT h 9999999999 FIELDS 1 f1")).isEqualTo("1");
    assertThat(answer("HPEXPIREAT h 9999999999999 FIELDS 1 f2")).isEqualTo("1");
    assertThat(answer("HPEXPIRETIME h FIELDS 2 f1 f2")).isEqualTo("9999999999000 9999999999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEXPIRE",
        "HPEXPIRE",
        "HEXPIREAT",
        "HPEXPIREAT",
        "HTTL",
        "HPTTL",
        "HEXPIRETIME",
        "HPEXPIRETIME",
        "HPERSIST"
      })
  void tellsThatThereIsNoHash(String verb) {
    String time = verb.endsWith("EXPIRE") || verb.endsWith("AT") ? "1000 " : "";
    assertThat(answer(verb + " none " + time + "FIELDS 2 a b")).isEqualTo("-2 -2");
  }

  @ParameterizedTest
  @CsvSource({
    "NX, 0 0 1",
    "XX, 1 1 0",
    "GT, 0 1 0",
    "LT, 1 0 1",
    "nx, 0 0 1",
  })
  void goesByConditions(String condition, String expected) {
    fixture.line("HPEXPIRE h 2000 FIELDS 1 f1");
    fixture.line("HPEXPIRE h 1000 FIELDS 1 f2");

    assertThat(answer("HPEXPIRE h 1500 " + condition + " FIELDS 3 f1 f2 f3")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEXPIRE h x FIELDS 1 f1|-ERR value is not an integer or out of range",
        "HEXPIRE h -1 FIELDS 1 f1|-ERR invalid expire time, must be >= 0",
        "HEXPIRE h 70368744178 FIELDS 1 f1|-ERR invalid expire time in 'hexpire' command",
        "HPEXPIREAT h 70368744177664 FIELDS 1 f1|-ERR invalid expire time in 'hpexpireat' command",
        "HPEXPIREAT h 70368744177663 FIELDS 1 f1|1",
        "HEXPIRE h 10 FIELD 1 f1|-ERR Mandatory argument FIELDS is missing or not at the right"
            + " position",
        "HEXPIRE h 10 ZZ FIELDS 1 f1|-ERR Mandatory argument FIELDS is missing or not at the right"
            + " position",
        "HEXPIRE h 10 FIELDS 0 f1|-ERR Parameter `numFields` should be greater than 0",
        "HEXPIRE h 10 FIELDS x f1|-ERR Parameter `numFields` should be greater than 0",
        "HEXPIRE h 10 FIELDS 2 f1|-ERR The `numfields` parameter must match the number of arguments",
        "HEXPIRE h 10 NX FIELDS 1 f1 f2|-ERR The `numfields` parameter must match the number of"
            + " arguments",
        "HEXPIRE h 10 FIELDS 1|-ERR wrong number of arguments for 'hexpire' command",
        "HTTL h FIELDS 0 f1|-ERR Number of fields must be a positive integer",
        "HTTL h FIELDS 2 f1|-ERR The `numfields` parameter must match the number of arguments",
        "HTTL h FIELD 1 f1|-ERR Mandatory argument FIELDS is missing or not at the right position",
        "HTTL h FIELDS 1|-ERR wrong number of arguments for 'httl' command",
        "HPERSIST h FIELDS 0 f1|-ERR Number of fields must be a positive integer",
        "HEXPIRE s 10 FIELDS 1 f|-WRONGTYPE Operation against a key holding the wrong kind of value",
        "HTTL s FIELDS 1 f|-WRONGTYPE Operation against a key holding the wrong kind of value",
        "HPERSIST s FIELDS 1 f|-WRONGTYPE Operation against a key holding the wrong kind of value",
      })
  void refuses(String line, String expected) {
    fixture.line("SET s v");
    assertThat(answer(line)).isEqualTo(expected);
  }

  @Test
  void persists() {
    fixture.line("HEXPIRE h 10 FIELDS 2 f1 f2");
    assertThat(answer("HPERSIST h FIELDS 3 f1 f3 gone")).isEqualTo("1 -1 -2");
    assertThat(answer("HTTL h FIELDS 2 f1 f2")).isEqualTo("-1 10");
  }

  @Test
  void persistsMany() {
    String names =
        " f" + String.join(" f", IntStream.range(10, 400).mapToObj(i -> "" + i).toList());
    fixture.line("HSET many" + names.replaceAll("( f\\d+)", "$1 v"));
    fixture.line("HEXPIRE many 10 FIELDS 390" + names);
    assertThat(answer("HPERSIST many FIELDS 390" + names)).matches("1( 1){389}");
    assertThat(answer("HTTL many FIELDS 390" + names)).matches("-1( -1){389}");
    assertThat(fixture.line("HLEN many")).isEqualTo(":390\r\n");
  }

  @Test
  void deletesAtOnceWhatIsPast() {
    assertThat(answer("HPEXPIREAT h 1 FIELDS 2 f1 gone")).isEqualTo("2 -2");
    assertThat(answer("HEXPIRE h 0 FIELDS 2 f2 f3")).isEqualTo("2 2");
    assertThat(fixture.line("EXISTS h")).isEqualTo(":0\r\n");
  }

  @Test
  void tellsTheFormAsRedisDoes() {
    boolean isSmall = listpackEntries > 0;
    assertThat(fixture.line("OBJECT ENCODING h")).contains(isSmall ? "listpack\r" : "hashtable");
    fixture.line("HEXPIRE h 10 FIELDS 1 f1");
    assertThat(fixture.line("OBJECT ENCODING h")).contains(isSmall ? "listpackex" : "hashtable");
  }

  @Test
  void answersWhateverItIsAsked() {
    Random random = new Random(7);
    List<String> words =
        List.of(
            "h",
            "s",
            "none",
            "FIELDS",
            "1",
            "2",
            "0",
            "-1",
            "f1",
            "f2",
            "NX",
            "EX",
            "PX",
            "PERSIST",
            "KEEPTTL",
            "FNX",
            "FXX",
            "PXAT",
            "99999999999999");
    fixture.line("SET s v");
    for (int round = 0; round < 20_000; round++) {
      StringBuilder line = new StringBuilder(pick(FieldExpiryCommands.TABLE, random).name());
      for (int i = random.nextInt(9); i > 0; i--) {
        line.append(' ').append(pick(words, random));
      }
      assertThat(fixture.line(line.toString())).as(line.toString()).matches("(?s)[-:*$].*\r\n");
    }
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  // ---- fields that have run out

  private void expireTwo() {
    fixture.line("HPEXPIRE h 10 FIELDS 2 f1 f2");
    fixture.advance(10);
    assertThat(texts("HGETALL h")).hasSize("f1 v1 f2 v2 f3 v3".length());
    fixture.advance(1);
    fixture.propagated();
  }

  @Test
  void hidesWhatHasRunOut() {
    expireTwo();
    assertThat(texts("HGET h f1")).isEqualTo("nil");
    assertThat(texts("HMGET h f1 f2 f3")).isEqualTo("nil nil v3");
    assertThat(texts("HGETALL h")).isEqualTo("f3 v3");
    assertThat(texts("HKEYS h")).isEqualTo("f3");
    assertThat(texts("HVALS h")).isEqualTo("v3");
    assertThat(fixture.line("HEXISTS h f1")).isEqualTo(":0\r\n");
    assertThat(fixture.line("HSTRLEN h f1")).isEqualTo(":0\r\n");
    assertThat(texts("HSCAN h 0")).endsWith("f3 v3").doesNotContain("f1");
    assertThat(answer("HTTL h FIELDS 2 f1 f3")).isEqualTo("-2 -1");
    assertThat(texts("HRANDFIELD h")).isEqualTo("f3");
    assertThat(texts("HRANDFIELD h 5 WITHVALUES")).isEqualTo("f3 v3");
    assertThat(texts("HRANDFIELD h -3")).isEqualTo("f3 f3 f3");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void countsWhatHasRunOutUntilItIsDeleted() {
    expireTwo();
    assertThat(fixture.line("HLEN h")).isEqualTo(":3\r\n");
    fixture.node.activeExpiry().cycle(100);
    assertThat(fixture.line("HLEN h")).isEqualTo(":1\r\n");
    assertThat(fixture.node.statistics().expiredSubkeys).isEqualTo(2);
  }

  @Test
  void aHashOfWhatHasRunOutLooksEmpty() {
    fixture.line("HPEXPIRE h 10 FIELDS 3 f1 f2 f3");
    fixture.advance(11);
    assertThat(fixture.line("EXISTS h")).isEqualTo(":1\r\n");
    assertThat(fixture.line("HGETALL h")).isEqualTo("*0\r\n");
    assertThat(fixture.line("HRANDFIELD h")).isEqualTo("$-1\r\n");
    assertThat(fixture.line("HRANDFIELD h 2")).isEqualTo("*0\r\n");
    assertThat(fixture.line("HRANDFIELD h -2")).isEqualTo("*0\r\n");
  }

  @Test
  void sortSeesNoFieldThatHasRunOut() {
    fixture.line("RPUSH list a b");
    fixture.line("HSET w_a w 1");
    fixture.line("HSET w_b w 2");
    fixture.line("HPEXPIRE w_a 10 FIELDS 1 w");
    fixture.advance(11);
    assertThat(texts("SORT list BY nosort GET w_*->w")).isEqualTo("nil 2");
  }

  @Test
  void findsTheOneFieldOfManyThatIsLeft() {
    StringBuilder many = new StringBuilder("HSET big");
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      many.append(" f").append(i).append(" v");
      names.append(i == 7 ? "" : " f" + i);
    }
    fixture.line(many.toString());
    fixture.line("HPEXPIRE big 10 FIELDS 599" + names);
    fixture.advance(11);
    assertThat(texts("HRANDFIELD big")).isEqualTo("f7");
    assertThat(texts("HRANDFIELD big -2")).isEqualTo("f7 f7");
    assertThat(texts("HRANDFIELD big 9")).isEqualTo("f7");
    fixture.node.activeExpiry().cycle(100);
    assertThat(fixture.line("HLEN big")).isEqualTo(":500\r\n"); // so much work at a time
    fixture.node.activeExpiry().cycle(1000);
    assertThat(fixture.line("HLEN big")).isEqualTo(":1\r\n");
  }

  // ---- what happens to times

  @Test
  void overwritingTakesTheTime() {
    fixture.line("HEXPIRE h 10 FIELDS 3 f1 f2 f3");
    fixture.line("HSET h f1 other");
    fixture.line("HMSET h f2 other");
    assertThat(answer("HTTL h FIELDS 3 f1 f2 f3")).isEqualTo("-1 -1 10");
  }

  @Test
  void countingKeepsTheTime() {
    fixture.line("HSET h n 1 r 1");
    fixture.line("HEXPIRE h 10 FIELDS 2 n r");
    fixture.propagated();
    assertThat(fixture.line("HINCRBY h n 5")).isEqualTo(":6\r\n");
    assertThat(texts("HINCRBYFLOAT h r 0.5")).isEqualTo("1.5");
    assertThat(answer("HTTL h FIELDS 2 n r")).isEqualTo("10 10");
    assertThat(fixture.propagated())
        .containsExactly(
            "HINCRBY h n 5",
            "MULTI",
            "HSET h r 1.5",
            "HPEXPIREAT h " + (NOW + 10_000) + " FIELDS 1 r",
            "EXEC");
  }

  @Test
  void countingBeginsAnewWhereAFieldHasRunOut() {
    fixture.line("HSET h n 41");
    fixture.line("HPEXPIRE h 10 FIELDS 1 n");
    fixture.advance(11);
    fixture.propagated();
    assertThat(fixture.line("HINCRBY h n 1")).isEqualTo(":1\r\n");
    assertThat(answer("HTTL h FIELDS 1 n")).isEqualTo("-1");
    assertThat(fixture.propagated()).containsExactly("MULTI", "HDEL h n", "HINCRBY h n 1", "EXEC");
  }

  @Test
  void whatHasRunOutIsNotThereForHsetnx() {
    expireTwo();
    assertThat(fixture.line("HSETNX h f1 new")).isEqualTo(":1\r\n");
    assertThat(fixture.propagated())
        .containsExactly("MULTI", "HDEL h f1", "HSETNX h f1 new", "EXEC");
  }

  @Test
  void whatHasRunOutCannotBeRevived() {
    expireTwo();
    assertThat(answer("HEXPIRE h 10 FIELDS 2 f1 f3")).isEqualTo("-2 1");
    assertThat(answer("HPERSIST h FIELDS 2 f2 f3")).isEqualTo("-2 1");
    assertThat(fixture.propagated())
        .containsExactly(
            "MULTI",
            "HDEL h f1",
            "HPEXPIREAT h " + (NOW + 10_011) + " FIELDS 1 f3",
            "EXEC",
            "MULTI",
            "HDEL h f2",
            "HPERSIST h FIELDS 2 f2 f3",
            "EXEC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COPY h other", "RENAME h other"})
  void timesGoWithTheHash(String line) {
    fixture.line("HEXPIRE h 10 FIELDS 1 f1");
    fixture.line(line);
    assertThat(answer("HTTL other FIELDS 2 f1 f2")).isEqualTo("10 -1");
    fixture.advance(10_001);
    fixture.node.activeExpiry().cycle(100);
    assertThat(fixture.line("HLEN other")).isEqualTo(":2\r\n");
  }

  @Test
  void timesGoToAnotherDatabase() {
    fixture.line("HEXPIRE h 10 FIELDS 1 f1");
    fixture.line("MOVE h 3");
    fixture.advance(10_001);
    fixture.node.activeExpiry().cycle(100);
    fixture.client.database = 3;
    assertThat(fixture.line("HLEN h")).isEqualTo(":2\r\n");
  }

  @Test
  void timesGoThroughDumpAndRestore() {
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
    fixture.line("HEXPIRE h 10 FIELDS 1 f1");
    String dump = fixture.line("DUMP h").replaceFirst("^\\$\\d+\r\n", "");
    fixture.run("RESTORE", "other", "0", dump.substring(0, dump.length() - 2));
    assertThat(answer("HTTL other FIELDS 2 f1 f2")).isEqualTo("10 -1");
    assertThat(fixture.line("DEBUG DIGEST-VALUE other"))
        .isEqualTo(fixture.line("DEBUG DIGEST-VALUE h"));
    String digest = fixture.line("DEBUG DIGEST-VALUE h");
    fixture.line("HPERSIST h FIELDS 1 f1");
    assertThat(fixture.line("DEBUG DIGEST-VALUE h")).isNotEqualTo(digest);
  }

  // ---- the log

  @Test
  void propagatesTheMomentAndTheFieldsThatGotIt() {
    fixture.line("HEXPIRE h 10 FIELDS 2 f1 gone");
    fixture.line("HPEXPIRE h 30 NX FIELDS 2 f1 f2");
    fixture.line("HEXPIREAT h 9999999999 FIELDS 1 f3");
    fixture.line("hpexpireat h 9999999999998 FIELDS 1 f3");
    fixture.line("HPEXPIREAT h 9999999999999 FIELDS 2 f3 gone");
    assertThat(fixture.propagated())
        .containsExactly(
            "HPEXPIREAT h " + (NOW + 10_000) + " FIELDS 1 f1",
            "HPEXPIREAT h " + (NOW + 30) + " NX FIELDS 1 f2",
            "HPEXPIREAT h 9999999999000 FIELDS 1 f3",
            "hpexpireat h 9999999999998 FIELDS 1 f3",
            "HPEXPIREAT h 9999999999999 FIELDS 1 f3");
  }

  @Test
  void propagatesNothingWhenNothingHasChanged() {
    fixture.line("HEXPIRE h 10 XX FIELDS 3 f1 f2 gone");
    fixture.line("HEXPIRE none 10 FIELDS 1 f");
    fixture.line("HPERSIST h FIELDS 1 f1");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void propagatesDeletions() {
    fixture.line("HEXPIREAT h 1 FIELDS 3 f1 f2 gone");
    assertThat(fixture.propagated()).containsExactly("MULTI", "HDEL h f1", "HDEL h f2", "EXEC");
    fixture.line("HEXPIREAT h 1 FIELDS 1 f3");
    assertThat(fixture.propagated()).containsExactly("HDEL h f3");
  }

  @Test
  void activeExpiryPropagatesEachFieldAlone() {
    fixture.line("HPEXPIRE h 20 FIELDS 1 f2");
    fixture.line("HPEXPIRE h 10 FIELDS 1 f1");
    fixture.line("HPEXPIRE h 30 FIELDS 1 f3");
    fixture.propagated();
    fixture.advance(31);
    fixture.node.activeExpiry().cycle(100);
    assertThat(fixture.propagated()).containsExactly("HDEL h f1", "HDEL h f2", "HDEL h f3");
    assertThat(fixture.line("EXISTS h")).isEqualTo(":0\r\n");
  }

  @Test
  void replicaHidesAndWaits() {
    expireTwo();
    fixture.replication.replica = true;
    fixture.node.activeExpiry().cycle(100);
    assertThat(texts("HGET h f1")).isEqualTo("nil");
    Client master = fixture.connect();
    master.kind(Client.Kind.MASTER);
    fixture.runAs(master, "HPEXPIREAT", "h", "5", "FIELDS", "1", "f3");
    assertThat(texts("HGETALL h")).isEmpty();
    fixture.replication.replica = false;
    assertThat(fixture.line("HLEN h")).isEqualTo(":3\r\n");
  }

  @Test
  void masterOfAReplicaSeesEveryField() {
    fixture.line("HSET h n 1");
    fixture.line("HPEXPIRE h 10 FIELDS 1 n");
    fixture.advance(11);
    fixture.replication.replica = true;
    Client master = fixture.connect();
    master.kind(Client.Kind.MASTER);
    fixture.runAs(master, "HINCRBY", "h", "n", "1");
    fixture.runAs(master, "HPERSIST", "h", "FIELDS", "1", "n");
    assertThat(texts("HGET h n")).isEqualTo("2");
  }

  // ---- who is told

  private List<String> events(String... lines) {
    fixture.line("CONFIG SET notify-keyspace-events KA");
    Client subscriber = fixture.connect();
    fixture.runAs(subscriber, "SUBSCRIBE", "__keyspace@0__:h");
    for (String line : lines) {
      fixture.line(line);
    }
    fixture.advance(11);
    fixture.node.activeExpiry().cycle(100);
    return fixture.control.pushed.stream()
        .map(pushed -> pushed.strip().replaceFirst("(?s).*\r\n", ""))
        .toList();
  }

  @Test
  void tellsOfTimes() {
    assertThat(events("HPEXPIRE h 10 FIELDS 2 f1 f2", "HPERSIST h FIELDS 2 f1 f3"))
        .containsExactly("hexpire", "hpersist", "hexpired");
  }

  @Test
  void tellsOfTheLastField() {
    assertThat(events("HPEXPIRE h 10 FIELDS 3 f1 f2 f3"))
        .containsExactly("hexpire", "hexpired", "del");
  }

  @Test
  void tellsOfDeletions() {
    assertThat(events("HPEXPIREAT h 1 FIELDS 1 f1", "HPEXPIREAT h 1 FIELDS 2 f2 f3"))
        .containsExactly("hdel", "hdel", "del");
  }

  @Test
  void expiryBreaksATransactionThatWatches() {
    fixture.line("HPEXPIRE h 10 FIELDS 1 f1");
    fixture.line("WATCH h");
    fixture.advance(11);
    fixture.node.activeExpiry().cycle(100);
    fixture.line("MULTI");
    fixture.line("HLEN h");
    assertThat(fixture.line("EXEC")).isEqualTo("*-1\r\n");
  }

  // ---- HGETEX, HGETDEL, HSETEX

  @Test
  void hgetexReadsAndSetsTimes() {
    assertThat(texts("HGETEX h FIELDS 2 f1 gone")).isEqualTo("v1 nil");
    assertThat(texts("HGETEX h EX 10 FIELDS 2 f1 gone")).isEqualTo("v1 nil");
    assertThat(texts("HGETEX h PX 10000 FIELDS 1 f2")).isEqualTo("v2");
    assertThat(texts("HGETEX h PERSIST FIELDS 2 f2 f3")).isEqualTo("v2 v3");
    assertThat(texts("HGETEX h PXAT 1 FIELDS 1 f3")).isEqualTo("v3");
    assertThat(answer("HTTL h FIELDS 3 f1 f2 f3")).isEqualTo("10 -1 -2");
    assertThat(texts("HGETEX none EX 1 FIELDS 2 a b")).isEqualTo("nil nil");
    assertThat(fixture.propagated())
        .containsExactly(
            "HPEXPIREAT h " + (NOW + 10_000) + " FIELDS 1 f1",
            "HPEXPIREAT h " + (NOW + 10_000) + " FIELDS 1 f2",
            "HPERSIST h FIELDS 2 f2 f3",
            "HDEL h f3");
  }

  @Test
  void hgetdelTakesFields() {
    assertThat(texts("HGETDEL h FIELDS 2 f1 gone")).isEqualTo("v1 nil");
    assertThat(texts("HGETDEL h FIELDS 2 f2 f3")).isEqualTo("v2 v3");
    assertThat(fixture.line("EXISTS h")).isEqualTo(":0\r\n");
    assertThat(texts("HGETDEL h FIELDS 1 f2")).isEqualTo("nil");
    assertThat(fixture.propagated()).containsExactly("HDEL h f1 gone", "HDEL h f2 f3");
  }

  @Test
  void hsetexSetsValuesAndTimes() {
    assertThat(fixture.line("HSETEX h EX 10 FIELDS 2 f1 a f4 b")).isEqualTo(":1\r\n");
    assertThat(fixture.line("HSETEX h KEEPTTL FIELDS 1 f1 c")).isEqualTo(":1\r\n");
    assertThat(fixture.line("HSETEX h FXX FIELDS 2 f1 d gone d")).isEqualTo(":0\r\n");
    assertThat(fixture.line("HSETEX h FNX FIELDS 2 f1 d gone d")).isEqualTo(":0\r\n");
    assertThat(fixture.line("HSETEX h FNX PXAT 1 FIELDS 1 gone d")).isEqualTo(":1\r\n");
    assertThat(fixture.line("HSETEX new FXX FIELDS 1 f v")).isEqualTo(":0\r\n");
    assertThat(texts("HMGET h f1 f4 gone")).isEqualTo("c b nil");
    assertThat(answer("HTTL h FIELDS 2 f1 f4")).isEqualTo("10 10");
    assertThat(fixture.line("EXISTS new")).isEqualTo(":0\r\n");
    assertThat(fixture.line("HSETEX h PXAT 1 FIELDS 1 f4 d")).isEqualTo(":1\r\n");
    assertThat(fixture.propagated())
        .containsExactly(
            "HSETEX h PXAT " + (NOW + 10_000) + " FIELDS 2 f1 a f4 b",
            "HSETEX h KEEPTTL FIELDS 1 f1 c",
            "HDEL h f4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HSETEX h FIELDS 2 a b c|-ERR wrong number of arguments for 'hsetex' command",
        "HSETEX h FXX EX 1 FNX|-ERR Only one of FXX or FNX arguments can be specified",
        "HSETEX h EX 1 KEEPTTL FIELDS 1 a b|-ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL"
            + " arguments can be specified",
        "HSETEX h NX FIELDS 1 a b|-ERR unknown argument: NX",
        "HSETEX h FIELDS 0 a b|-ERR invalid number of fields",
        "HSETEX h ex FIELDS 1 a b|-ERR value is not an integer or out of range",
        "HSETEX h EXAT -1 FIELDS 1 a b|-ERR invalid expire time, must be >= 0",
        "HGETEX h PERSIST 1 FIELDS 1 a|-ERR Mandatory argument FIELDS is missing or not at the right"
            + " position",
        "HGETEX h PX 10 FIELDS|-ERR wrong number of arguments for 'hgetex' command",
        "HGETEX h PX -1 FIELDS 1 a|-ERR invalid expire time, must be >= 0",
        "HGETEX h FIELDS 0 a|-ERR Number of fields must be a positive integer",
        "HGETDEL h FIELDS 2 a|-ERR The `numfields` parameter must match the number of arguments",
      })
  void refusesWhatCannotBe(String line, String expected) {
    assertThat(answer(line)).isEqualTo(expected);
  }
}
