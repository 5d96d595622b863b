package io.lockstep.engine;

import static io.lockstep.engine.PlayedMaster.counted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.rdb.Crc64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packed values whose inside does not hold together, under checksums that do: neither RESTORE nor a
 * full resync takes them, whatever {@code sanitize-dump-payload} and {@code repl-diskless-load}
 * say.
 */
class DamagedValuesTest {

  private static final int INTSET = 11;
  private static final int ZIPLIST_HASH = 13;
  private static final int LISTPACK_HASH = 16;
  private static final int LISTPACK_ZSET = 17;

  private static final String TWO = "\r\0\0\0\2\0\u0081a\2\u00811\2\u00ff";

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);
  private final PlayedMaster master = new PlayedMaster(engine);

  @BeforeEach
  void fill() {
    ask("SET own value");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String ask(String request) {
    engine.send(client, request);
    master.settle();
    return end.readAll();
  }

  /** A type, and a packed value of it. */
  record Packed(String what, int type, String bytes) {
    private String body() {
      return (char) type + value();
    }

    private String value() {
      return (char) bytes.length() + bytes;
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Packed> sound() {
    return Stream.of(
        new Packed("listpack of a hash", LISTPACK_HASH, TWO),
        new Packed("listpack of a sorted set", LISTPACK_ZSET, TWO),
        new Packed("ziplist", ZIPLIST_HASH, ziplist("\15", "\0\1a\3\1b")),
        new Packed("intset", INTSET, intset("\2", "\2", "\1\0\2\0")));
  }

  static Stream<Packed> damaged() {
    return Stream.of(
        new Packed("way back of another length", LISTPACK_HASH, TWO.replace("1\2", "1\3")),
        new Packed("element beyond the end", LISTPACK_HASH, TWO.replace("\u00811", "\u008f1")),
        new Packed("listpack of another count", LISTPACK_HASH, TWO.replace("\0\2\0", "\0\4\0")),
        new Packed("listpack of another size", LISTPACK_HASH, TWO.replace("\r", "\16")),
        new Packed("listpack without end", LISTPACK_HASH, TWO.replace("\u00ff", "\1")),
        new Packed("field without value", LISTPACK_HASH, "\12\0\0\0\1\0\u0081a\2\u00ff"),
        new Packed(
            "field twice",
            LISTPACK_HASH,
            "\23\0\0\0\4\0" + "\u0081a\2\u00811\2".repeat(2) + "\u00ff"),
        new Packed("score that is no number", LISTPACK_ZSET, TWO.replace('1', 'x')),
        new Packed("ziplist with a wrong way back", ZIPLIST_HASH, ziplist("\15", "\0\1a\2\1b")),
        new Packed("ziplist with a wrong tail", ZIPLIST_HASH, ziplist("\12", "\0\1a\3\1b")),
        new Packed("ziplist element too long", ZIPLIST_HASH, ziplist("\15", "\0\1a\3\7b")),
        new Packed("intset out of order", INTSET, intset("\2", "\2", "\2\0\1\0")),
        new Packed("intset with one twice", INTSET, intset("\2", "\2", "\1\0\1\0")),
        new Packed("intset of another count", INTSET, intset("\2", "\3", "\1\0\2\0")),
        new Packed("intset of an unknown width", INTSET, intset("\3", "\2", "\1\0\2\0")));
  }

  private static String ziplist(String tail, String elements) {
    return "\21\0\0\0" + tail + "\0\0\0\2\0" + elements + "\u00ff";
  }

  private static String intset(String width, String count, String members) {
    return width + "\0\0\0" + count + "\0\0\0" + members;
  }

  private String restore(Packed value) {
    String summed = value.body() + "\12\0"; // the version
    long sum = Crc64.update(0, summed.getBytes(ISO_8859_1), 0, summed.length());
    var payload = new StringBuilder(summed);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      payload.append((char) (sum >>> shift & 0xff));
    }
    String head = "*4\r\n$7\r\nRESTORE\r\n$1\r\nk\r\n$1\r\n0\r\n$" + payload.length() + "\r\n";
    return ask(head + payload);
  }

  private void resync(Packed value) {
    ask("REPLICAOF master 6379");
    master.agree("0123456789".repeat(4));
    String key = (char) value.type() + "\1k" + value.value();
    String noChecksum = "\0".repeat(Long.BYTES);
    master.say(counted("REDIS0010\u00fe\0\u00fb\1\0" + key + "\u00ff" + noChecksum));
    master.settle();
    engine.pass(100);
  }

  @ParameterizedTest
  @MethodSource("sound")
  void soundOnesAreTaken(Packed value) {
    assertThat(restore(value)).isEqualTo("+OK\r\n");
    resync(value);
    assertThat(ask("EXISTS k own")).isEqualTo(":1\r\n");
    assertThat(ask("ROLE")).contains("connected");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedOnesAreNotRestored(Packed value) {
    assertThat(restore(value)).isEqualTo("-ERR Bad data format\r\n");
    assertThat(ask("EXISTS k own")).isEqualTo(":1\r\n");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedOnesLeaveTheDataOfAReplica(Packed value) {
    resync(value);
    assertThat(ask("GET own")).isEqualTo("$5\r\nvalue\r\n");
    assertThat(ask("EXISTS k")).isEqualTo(":0\r\n");
    assertThat(engine.view().works().fullResync().last())
        .extracting(EngineView.ProgressView::outcome)
        .asString()
        .startsWith("the snapshot could not be loaded");
  }

  @ParameterizedTest
  @CsvSource({"no, disabled", "yes, on-empty-db", "clients, swapdb"})
  void neitherParameterChangesThat(String sanitizes, String load) {
    ask("CONFIG SET sanitize-dump-payload " + sanitizes + " repl-diskless-load " + load);
    Packed value = damaged().findFirst().orElseThrow();
    assertThat(restore(value)).isEqualTo("-ERR Bad data format\r\n");
    resync(value);
    assertThat(ask("GET own")).isEqualTo("$5\r\nvalue\r\n");
  }
}
