package io.lockstep.command.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.key.DatabaseCommands;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.string.StringCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DEBUG tells and does what Redis' does; expected signatures are those of redis-server 7.0.15. */
class DebugCommandsTest {

  private final CommandFixture fixture =
      new CommandFixture(DebugCommands.TABLE, StringCommands.TABLE, DatabaseCommands.TABLE);

  @BeforeEach
  void allow() {
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void isRefusedUnlessAllowed() {
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "no");
    assertThat(fixture.line("DEBUG DIGEST")).startsWith("-ERR DEBUG command not allowed.");
  }

  @Test
  void digestIsThatOfRedis() {
    assertThat(fixture.line("DEBUG DIGEST")).isEqualTo("+" + "0".repeat(40) + "\r\n");
    fixture.line("DEBUG POPULATE 3 k 20");
    fixture.line("DEBUG POPULATE 3");
    fixture.line("DEBUG POPULATE 2 kk 7");
    assertThat(fixture.line("DEBUG DIGEST"))
        .isEqualTo("+3266ea4b30bf61b1130bfff5870290051b111220\r\n");
    fixture.line("SET a 1 EX 1000");
    assertThat(fixture.line("DEBUG DIGEST"))
        .isEqualTo("+943ec977d083e39f2a8f47e92340e4de5880b6f3\r\n");
    fixture.client.database(3);
    fixture.line("SET b xyz");
    assertThat(fixture.line("DEBUG DIGEST"))
        .isEqualTo("+aae1d10d50c7a6459f16d7dbe2ca16028ce4abc2\r\n");
  }

  @Test
  void digestOfValuesIsThatOfRedis() {
    fixture.line("SET b xyz");
    assertThat(fixture.line("DEBUG DIGEST-VALUE b none"))
        .isEqualTo(
            "*2\r\n+b04db56b32ff9335e14da7729d0eeb1a8915c3cf\r\n+" + "0".repeat(40) + "\r\n");
  }

  @Test
  void populatesWhatIsNotThereAndTellsNoReplica() {
    fixture.line("SET key:1 mine");
    fixture.propagated();
    assertThat(fixture.line("DEBUG POPULATE 3")).isEqualTo("+OK\r\n");
    assertThat(fixture.line("GET key:1")).isEqualTo("$4\r\nmine\r\n");
    assertThat(fixture.line("GET key:2")).isEqualTo("$7\r\nvalue:2\r\n");
    assertThat(fixture.line("DBSIZE")).isEqualTo(":3\r\n");
    assertThat(fixture.propagated()).isEmpty();
  }

  @Test
  void populatesWithPrefixAndSize() {
    fixture.line("DEBUG POPULATE 11 p 10");
    assertThat(fixture.line("GET p:10")).isEqualTo("$10\r\nvalue:10\0\0\r\n");
    assertThat(fixture.line("GET p:9")).isEqualTo("$10\r\nvalue:9\0\0\0\r\n");
    fixture.line("DEBUG POPULATE 1 q 3");
    assertThat(fixture.line("GET q:0")).isEqualTo("$3\r\nval\r\n");
  }

  @ParameterizedTest
  @CsvSource({"x", "-1", "3 k x", "3 k -1"})
  void refusesToPopulateNonsense(String arguments) {
    assertThat(fixture.line("DEBUG POPULATE " + arguments))
        .isEqualTo("-ERR value is out of range, must be positive\r\n");
  }

  @Test
  void describesAValue() {
    fixture.line("SET a 12345");
    fixture.advance(2000);
    assertThat(fixture.line("DEBUG OBJECT a"))
        .matches(
            "\\+Value at:0x[0-9a-f]+ refcount:1 encoding:int serializedlength:3 lru:\\d+"
                + " lru_seconds_idle:2\r\n");
    assertThat(fixture.line("DEBUG OBJECT none")).isEqualTo("-ERR no such key\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string|$11/Hello World/|$11/Hello World/",
        "integer|:12345/|:12345/",
        "double|$5/3.141/|,3.141/",
        "null|$-1/|_/",
        "array|*3/:0/:1/:2/|*3/:0/:1/:2/",
        "set|*3/:0/:1/:2/|~3/:0/:1/:2/",
        "map|*6/:0/:0/:1/:1/:2/:0/|%3/:0/@f/:1/@t/:2/@f/",
        "push|-ERR RESP2 is not supported by this command/"
            + "|>2/$16/server-cpu-usage/:42/$40/Some real reply following the push reply/",
        "verbatim|$25/This is a verbatim^string/|=29/txt:This is a verbatim^string/",
        "true|:1/|@t/",
        "false|:0/|@f/",
        "bignum|$37/1234567999999999999999999999999999999/|(1234567999999999999999999999999999999/"
      })
  void showsEveryTypeOfReply(String type, String two, String three) {
    assertThat(fixture.line("DEBUG PROTOCOL " + type)).isEqualTo(wire(two));
    fixture.client.protocol = 3;
    assertThat(fixture.line("DEBUG PROTOCOL " + type)).isEqualTo(wire(three));
  }

  /** A reply as the table has it, with stand-ins for what a table can't hold. */
  private static String wire(String cell) {
    return cell.replace("/", "\r\n").replace('@', '#').replace('^', '\n');
  }

  @Test
  void showsAttributes() {
    String reply = "$39\r\nSome real reply following the attribute\r\n";
    assertThat(fixture.line("DEBUG PROTOCOL attrib")).isEqualTo(reply);
    fixture.client.protocol = 3;
    assertThat(fixture.line("DEBUG PROTOCOL attrib"))
        .isEqualTo("|1\r\n$14\r\nkey-popularity\r\n*2\r\n$7\r\nkey:123\r\n:90\r\n" + reply);
  }

  @Test
  void asksTheProcess() {
    fixture.line("DEBUG SLEEP 0.5");
    fixture.line("DEBUG SLEEP nonsense");
    fixture.line("DEBUG RELOAD");
    assertThat(fixture.control.asked).containsExactly("sleep 500000000", "sleep 0");
    assertThat(fixture.saving.asked).containsExactly("save and reload");
    assertThat(fixture.line("DEBUG RELOAD x"))
        .isEqualTo("-ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.\r\n");
  }

  @Test
  void mergesWhatItSavedItself() {
    fixture.line("DEBUG RELOAD MERGE NOFLUSH");
    fixture.line("DEBUG RELOAD NOSAVE");
    assertThat(fixture.saving.asked).containsExactly("save and reload", "reload");
  }

  @Test
  void replicatesOnlyToWhomThereIs() {
    assertThat(fixture.line("DEBUG REPLICATE nobody SET k v")).isEqualTo("-ERR syntax error\r\n");
    assertThat(fixture.line("DEBUG REPLICATE replicas SET k v")).isEqualTo("+OK\r\n");
  }

  @Test
  void switchesWhatHappensByItself() {
    fixture.line("DEBUG PAUSE-CRON 1");
    fixture.line("DEBUG SET-SKIP-CHECKSUM-VALIDATION 1");
    assertThat(fixture.node.settings().cronPaused).isTrue();
    assertThat(fixture.node.settings().skipsChecksums).isTrue();
  }

  @Test
  void switchesActiveExpiry() {
    fixture.line("DEBUG SET-ACTIVE-EXPIRE 0");
    assertThat(fixture.node.settings().activeExpire).isFalse();
    fixture.line("DEBUG SET-ACTIVE-EXPIRE 1");
    assertThat(fixture.node.settings().activeExpire).isTrue();
  }

  @Test
  void givesTheHistoryAnotherName() {
    String before = fixture.replication.log().replid();
    assertThat(fixture.line("DEBUG CHANGE-REPL-ID")).isEqualTo("+OK\r\n");
    assertThat(fixture.replication.log().replid()).isNotEqualTo(before);
  }

  @Test
  void answersErrorsAsTheyAre() {
    assertThat(fixture.run("DEBUG", "ERROR", "MINE is\nthis")).isEqualTo("-MINE is this\r\n");
    assertThat(fixture.run("DEBUG", "ERROR", "")).isEqualTo("-\r\n");
    assertThat(fixture.node.statistics().errorReplies).isZero();
  }

  @Test
  void matchesLongTexts() {
    assertThat(fixture.line("DEBUG STRINGMATCH-LEN 100 a*a")).isEqualTo(":1\r\n");
    assertThat(fixture.line("DEBUG STRINGMATCH-LEN 100 a*b")).isEqualTo(":0\r\n");
  }

  @ParameterizedTest
  @CsvSource({"JMAP,JMAP", "DIGEST x,DIGEST", "SLEEP,SLEEP", "ERROR x y,ERROR"})
  void refusesWhatItDoesNotKnow(String arguments, String name) {
    assertThat(fixture.line("DEBUG " + arguments))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for '"
                + name
                + "'. Try DEBUG HELP.\r\n");
  }

  @Test
  void helps() {
    assertThat(fixture.line("DEBUG HELP")).startsWith("*").contains("+DEBUG <subcommand>");
  }
}
