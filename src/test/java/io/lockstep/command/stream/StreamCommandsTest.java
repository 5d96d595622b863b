package io.lockstep.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log gets of streams, and what 7.2 does in other ways than 7.0. */
class StreamCommandsTest {

  /** The moment that the fixture's clock shows. */
  private static final String NOW = "1700000000000";

  private final CommandFixture node = new CommandFixture(StreamCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  // ---- entries

  @Test
  void addPropagatesTheIdThatItChose() {
    node.line("XADD s * f v");
    node.line("XADD s * f v");
    node.line("XADD s 1800000000000-* f v");
    node.line("XADD s 1800000000001 f v");

    assertThat(node.propagated())
        .containsExactly(
            "XADD s " + NOW + "-0 f v",
            "XADD s " + NOW + "-1 f v",
            "XADD s 1800000000000-0 f v",
            "XADD s 1800000000001 f v");
  }

  @Test
  void addThatTrimsAboutSoMuchPropagatesWhatItLeft() {
    node.node.keyspace().limits().streamNodeMaxEntries = 2;
    node.line("XADD s 1 f v");
    node.line("XADD s 2 f v");
    node.line("XADD s 3 f v");
    node.line("XADD s MAXLEN ~ 1 LIMIT 10 4 f v");
    node.line("XADD s MINID ~ 4 5 f v");

    assertThat(node.propagated())
        .endsWith("XADD s MAXLEN = 2 LIMIT 10 4 f v", "XADD s MINID = 3-0 5 f v");
  }

  @Test
  void trimPropagatesOnlyWhatItDid() {
    node.node.keyspace().limits().streamNodeMaxEntries = 1;
    node.line("XADD s 1 f v");
    node.line("XADD s 2 f v");
    node.line("XTRIM s MAXLEN 5");
    node.line("XTRIM s MINID ~ 2-5");

    assertThat(node.propagated())
        .containsExactly(
            "XADD s 1 f v",
            "XADD s 2 f v",
            "XTRIM s MINID = 18446744073709551615-18446744073709551615");
  }

  @Test
  void commandsThatFindNothingPropagateNothing() {
    assertThat(node.line("XADD s NOMKSTREAM 1 f v")).isEqualTo("$-1\r\n");
    assertThat(node.line("XDEL s 1")).isEqualTo(":0\r\n");
    assertThat(node.line("XTRIM s MAXLEN 0")).isEqualTo(":0\r\n");
    assertThat(node.line("XACK s g 1")).isEqualTo(":0\r\n");

    assertThat(node.propagated()).isEmpty();
  }

  @Test
  void setIdStaysBehindWhatWasDeleted() {
    node.line("XADD s 5 f v");
    node.line("XDEL s 5");

    assertThat(node.line("XSETID s 4"))
        .isEqualTo(
            "-ERR The ID specified in XSETID is smaller than current max_deleted_entry_id\r\n");
  }

  // ---- groups

  @Test
  void groupReadPropagatesClaims() {
    prepareGroup();
    node.line("XREADGROUP GROUP g c COUNT 1 STREAMS s >");

    assertThat(node.propagated()).endsWith("XGROUP CREATE s g 0", claim("c", "1-0", 1, "1-0"));
  }

  private void prepareGroup() {
    node.line("XADD s 1 f v");
    node.line("XADD s 2 f v");
    node.line("XGROUP CREATE s g 0");
  }

  private static String claim(String consumer, String id, int count, String lastId) {
    return "XCLAIM s g %s 0 %s TIME %s RETRYCOUNT %d FORCE JUSTID LASTID %s"
        .formatted(consumer, id, NOW, count, lastId);
  }

  @Test
  void groupReadWithoutAcknowledgementPropagatesTheConsumer() {
    prepareGroup();
    node.line("XREADGROUP GROUP g c NOACK STREAMS s >");

    assertThat(node.propagated())
        .endsWith(
            "MULTI", "XGROUP CREATECONSUMER s g c", "XGROUP SETID s g 2-0 ENTRIESREAD 2", "EXEC");
  }

  @Test
  void groupReadOfHistoryPropagatesNothing() {
    prepareGroup();
    node.line("XGROUP CREATECONSUMER s g c");
    assertThat(node.propagated()).hasSize(4);
    node.line("XREADGROUP GROUP g c STREAMS s 0");

    assertThat(node.propagated()).isEmpty();
  }

  @Test
  void groupReadCreatesItsConsumerThoughThereIsNothingToRead() {
    node.line("XGROUP CREATE s g $ MKSTREAM");

    assertThat(node.line("XREADGROUP GROUP g c STREAMS s >")).isEqualTo("*-1\r\n");
    assertThat(node.line("XINFO CONSUMERS s g")).contains("inactive\r\n:-1\r\n");
  }

  @Test
  void claimPropagatesEachEntry() {
    prepareGroup();
    node.line("XREADGROUP GROUP g c STREAMS s >");
    node.line("XCLAIM s g d 0 1 2 RETRYCOUNT 7 LASTID 9");

    assertThat(node.propagated())
        .endsWith("MULTI", claim("d", "1-0", 7, "9-0"), claim("d", "2-0", 7, "9-0"), "EXEC");
  }

  @Test
  void claimThatOnlyMovesTheGroupPropagatesThat() {
    prepareGroup();
    node.line("XCLAIM s g d 0 1 LASTID 1");

    assertThat(node.propagated()).endsWith("XGROUP SETID s g 1-0 ENTRIESREAD -1");
  }

  @Test
  void autoclaimForgetsWhatIsGone() {
    prepareGroup();
    node.line("XREADGROUP GROUP g c STREAMS s >");
    node.line("XDEL s 1");

    assertThat(node.line("XAUTOCLAIM s g d 0 0 JUSTID"))
        .isEqualTo("*3\r\n$3\r\n0-0\r\n*1\r\n$3\r\n2-0\r\n*1\r\n$3\r\n1-0\r\n");
    assertThat(node.propagated())
        .endsWith("MULTI", claim("c", "1-0", 1, "2-0"), claim("d", "2-0", 1, "2-0"), "EXEC");
    assertThat(node.line("XPENDING s g")).startsWith("*4\r\n:1\r\n");
  }

  @Test
  void unbalancedStreamsAreToldWithTheCommand() {
    assertThat(node.line("XREAD STREAMS s t 0"))
        .isEqualTo(
            "-ERR Unbalanced 'xread' list of streams: for each stream key an ID or '$' must be"
                + " specified.\r\n");
  }
}
