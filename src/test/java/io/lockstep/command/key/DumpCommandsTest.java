package io.lockstep.command.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.string.StringCommands;
import io.lockstep.rdb.Crc64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpCommandsTest {

  private static final String WRONG = "-ERR DUMP payload version or checksum are wrong\r\n";
  private static final String BAD_FORMAT = "-ERR Bad data format\r\n";
  private static final String BAR = payload("\0\3bar", 10);

  private final CommandFixture node =
      new CommandFixture(
          StringCommands.TABLE,
          KeyCommands.TABLE,
          ExpiryCommands.TABLE,
          ObjectCommands.TABLE,
          DumpCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  /** A body with the version and the right checksum behind it. */
  private static String payload(String body, int version) {
    String summed = body + (char) (version & 0xff) + (char) (version >>> 8);
    long sum = Crc64.update(0, summed.getBytes(ISO_8859_1), 0, summed.length());
    var text = new StringBuilder(summed);
    for (int i = 0; i < Long.BYTES; i++) {
      text.append((char) (sum >>> (8 * i) & 0xff));
    }
    return text.toString();
  }

  private String dump(String key) {
    String reply = node.run("DUMP", key);
    return reply.substring(reply.indexOf('\n') + 1, reply.length() - 2);
  }

  @Test
  void dumpsAStringInTheFormOfVersionTen() {
    node.line("SET k bar");
    assertThat(dump("k")).isEqualTo(BAR);
    assertThat(node.line("DUMP missing")).isEqualTo("$-1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "-129", "70000", "12345678901", "007"})
  void restoresWhatItDumped(String value) {
    node.run("SET", "k", value);
    assertThat(node.run("RESTORE", "copy", "0", dump("k"))).isEqualTo("+OK\r\n");
    assertThat(node.line("GET copy")).isEqualTo(node.line("GET k"));
    assertThat(node.line("PTTL copy")).isEqualTo(":-1\r\n");
  }

  @Test
  void restoresLongValues() {
    for (String value : new String[] {"ab".repeat(100_000), "z".repeat(3 << 20)}) {
      node.run("SET", "k", value);
      String dumped = dump("k");
      assertThat(dumped.length()).isLessThan(value.length() / 10);
      assertThat(node.run("RESTORE", "k", "0", dumped, "REPLACE")).isEqualTo("+OK\r\n");
      assertThat(node.line("GET k")).isEqualTo("$" + value.length() + "\r\n" + value + "\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 9, 10, 11, 12, 13, 80, 81})
  void takesTheVersionsOfRedisAndValkey(int version) {
    assertThat(node.run("RESTORE", "k", "0", payload("\0\3bar", version))).isEqualTo("+OK\r\n");
  }

  @Test
  void refusesNewerVersionsAndWrongSums() {
    assertThat(node.run("RESTORE", "k", "0", payload("\0\3bar", 14))).isEqualTo(WRONG);
    assertThat(node.run("RESTORE", "k", "0", payload("\0\3bar", 0x8009))).isEqualTo(WRONG);
    assertThat(node.run("RESTORE", "k", "0", "\0\3baz" + BAR.substring(5))).isEqualTo(WRONG);
    assertThat(node.run("RESTORE", "k", "0", "short")).isEqualTo(WRONG);
    node.node.settings().skipsChecksums = true;
    assertThat(node.run("RESTORE", "k", "0", "\0\3baz" + BAR.substring(5))).isEqualTo("+OK\r\n");
  }

  @Test
  void keepsTheFormerValueWhenTheNewOneIsNone() {
    node.line("SET k former");
    node.propagated();
    for (String body :
        new String[] {"", "\0", "\0\77bar", "\143\3bar", "\0\300", "\0\303\3\77xx"}) {
      assertThat(node.run("RESTORE", "k", "0", payload(body, 9), "REPLACE")).isEqualTo(BAD_FORMAT);
    }
    assertThat(node.line("GET k")).isEqualTo("$6\r\nformer\r\n");
    assertThat(node.propagated()).isEmpty();
    assertThat(node.run("RESTORE", "k", "0", BAR, "REPLACE")).isEqualTo("+OK\r\n");
  }

  @Test
  void refusesAKeyThatIsThere() {
    node.line("SET k former");
    assertThat(node.line("RESTORE k 0 ..."))
        .isEqualTo("-BUSYKEY Target key name already exists.\r\n");
    assertThat(node.run("RESTORE", "k", "0", BAR, "replace")).isEqualTo("+OK\r\n");
    assertThat(node.line("GET k")).isEqualTo("$3\r\nbar\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESTORE k x ... | ERR value is not an integer or out of range",
        "RESTORE k -1 ... | ERR Invalid TTL value, must be >= 0",
        "RESTORE k 0 ... NX | ERR syntax error",
        "RESTORE k 0 ... IDLETIME | ERR syntax error",
        "RESTORE k 0 ... IDLETIME 1 FREQ 1 | ERR syntax error",
        "RESTORE k 0 ... IDLETIME -1 | ERR Invalid IDLETIME value, must be >= 0",
        "RESTORE k 0 ... FREQ 256 | ERR Invalid FREQ value, must be >= 0 and <= 255",
        "RESTORE k 0 ... FREQ x | ERR value is not an integer or out of range",
      })
  void refusesWrongArguments(String request, String error) {
    assertThat(node.line(request)).isEqualTo("-" + error + "\r\n");
  }

  @Test
  void propagatesADurationAsAMoment() {
    node.run("RESTORE", "k", "5000", BAR, "replace", "IDLETIME", "7");
    assertThat(node.line("PTTL k")).isEqualTo(":5000\r\n");
    long atMs = CommandFixture.START_MS + 5000;
    assertThat(node.propagated())
        .containsExactly("RESTORE k " + atMs + " " + BAR + " replace IDLETIME 7 ABSTTL");
  }

  @Test
  void propagatesTheRequestWhenItTellsAMomentOrNone() {
    String moment = Long.toString(CommandFixture.START_MS + 5000);
    node.run("RESTORE", "a", moment, BAR, "absttl");
    node.run("RESTORE", "b", "0", BAR);
    assertThat(node.propagated())
        .containsExactly("RESTORE a " + moment + " " + BAR + " absttl", "RESTORE b 0 " + BAR);
    assertThat(node.line("PTTL a")).isEqualTo(":5000\r\n");
  }

  @Test
  void whatHasRunOutAlreadyOnlyDeletes() {
    node.line("SET k former");
    node.propagated();
    assertThat(node.run("RESTORE", "k", "1", BAR, "ABSTTL", "REPLACE")).isEqualTo("+OK\r\n");
    assertThat(node.run("RESTORE", "k", "1", BAR, "ABSTTL", "REPLACE")).isEqualTo("+OK\r\n");
    assertThat(node.run("RESTORE", "k", "1", BAR, "ABSTTL")).isEqualTo("+OK\r\n");
    assertThat(node.line("EXISTS k")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).containsExactly("DEL k");
    node.line("SET k former");
    node.propagated();
    node.node.parameters().put(DataParameters.LAZYFREE_LAZY_SERVER_DEL, true);
    node.run("RESTORE", "k", "1", BAR, "ABSTTL", "REPLACE");
    assertThat(node.propagated()).containsExactly("UNLINK k");
  }

  @Test
  void aKeyThatHasRunOutIsNotInTheWay() {
    node.line("PSETEX k 10 former");
    node.propagated();
    node.advance(20);
    assertThat(node.run("RESTORE", "k", "0", BAR)).isEqualTo("+OK\r\n");
    assertThat(node.propagated()).containsExactly("MULTI", "DEL k", "RESTORE k 0 " + BAR, "EXEC");
  }

  @Test
  void setsTheUseThatThePolicyGoesBy() {
    node.run("RESTORE", "k", "0", BAR, "IDLETIME", "1000");
    assertThat(node.line("OBJECT IDLETIME k")).isEqualTo(":1000\r\n");
  }
}
