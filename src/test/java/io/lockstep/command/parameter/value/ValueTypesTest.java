package io.lockstep.command.parameter.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypesTest {
  private static final OutputLimit NONE = new OutputLimit(0, 0, 0);
  private static final OutputLimits UNLIMITED = new OutputLimits(NONE, NONE, NONE);

  private static <T> String texted(ValueType<T> type, T current, String... words)
      throws InvalidValueException {
    return type.text(type.parse(List.of(words), current));
  }

  private static <T> void refuses(ValueType<T> type, T current, String reason, String... words) {
    assertThatThrownBy(() -> type.parse(List.of(words), current)).hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1b, 1",
    "1k, 1000",
    "1KB, 1024",
    "1m, 1000000",
    "1Mb, 1048576",
    "1g, 1000000000",
    "2gb, 2147483648",
    "kb, 0",
    "18446744073709551616, 9223372036854775807",
  })
  void readsMemoryInUnits(String word, String bytes) throws InvalidValueException {
    assertThat(texted(MemoryType.unlimited(), 0L, word)).isEqualTo(bytes);
  }

  @Test
  void refusesWhatIsNoMemory() {
    for (var word : List.of("-1", "1.5gb", "10x", "1 kb", "gbx")) {
      refuses(MemoryType.unlimited(), 0L, "argument must be a memory value", word);
    }
    refuses(MemoryType.between(1, 10), 0L, "argument must be between 1 and 10 inclusive", "1kb");
  }

  @Test
  void readsPercentages() throws InvalidValueException {
    var type = MemoryType.sizeOrPercent();
    assertThat(texted(type, 0L, "50%")).isEqualTo("50%");
    assertThat(texted(type, 0L, "0%")).isEqualTo("0");
    assertThat(type.directives(1L << 30)).containsExactly("1gb");
    refuses(type, 0L, "percentage argument must be less or equal to 100", "101%");
    refuses(type, 0L, "argument must be a memory or percent value", "-1%");
  }

  @Test
  void readsStrictIntegers() throws InvalidValueException {
    var type = IntegerType.between(-2, 5);
    assertThat(texted(type, 0L, "-2")).isEqualTo("-2");
    for (var word : List.of("", " 1", "+1", "01", "-0", "0x1", "1.0", "99999999999999999999")) {
      refuses(type, 0L, "argument couldn't be parsed into an integer", word);
    }
    refuses(type, 0L, "argument must be between -2 and 5 inclusive", "6");
  }

  @Test
  void readsOctals() throws InvalidValueException {
    assertThat(texted(IntegerType.octal(0, 0777), 0L, "0770")).isEqualTo("770");
    refuses(IntegerType.octal(0, 0777), 0L, "argument must be between 0 and 777 inclusive", "1000");
    refuses(IntegerType.octal(0, 0777), 0L, "argument couldn't be parsed as an octal number", "9");
  }

  @Test
  void readsNamesInAnyCase() throws InvalidValueException {
    var type = EnumType.of("no", "yes", "relative").withSynonym("relative", "yes");
    assertThat(texted(type, "no", "RELATIVE")).isEqualTo("yes");
    refuses(type, "no", "argument(s) must be one of the following: no, yes, relative", "maybe");
  }

  @Test
  void readsFlagsInTheirOwnOrder() throws InvalidValueException {
    var type = FlagsType.shutdown();
    assertThat(texted(type, Set.of(), "nosave", "force", "now")).isEqualTo("nosave now force");
    assertThat(texted(type, Set.of("now"), "default")).isEqualTo("default");
    refuses(
        type,
        Set.of(),
        "shutdown options SAVE and NOSAVE can't be used simultaneously",
        "save",
        "nosave");
  }

  @Test
  void readsSavePointsAndAddsRepeatedOnes() throws InvalidValueException {
    var type = new SavePointsType();
    var first = type.parse(List.of("3600", "1"), List.of());
    assertThat(type.text(type.parseRepeated(List.of("+5", "010"), first))).isEqualTo("3600 1 5 10");
    assertThat(type.directives(List.of())).containsExactly("\"\"");
    refuses(type, List.of(), "Invalid save parameters", "60", "1", "20");
    refuses(type, List.of(), "Invalid save parameters", "0", "1");
  }

  @Test
  void keepsTheLimitsOfClassesNotNamed() throws InvalidValueException {
    var type = new OutputLimitsType();
    var limits = type.parse(List.of("REPLICA", "1mb", "2kb", "3"), UNLIMITED);
    assertThat(type.text(limits)).isEqualTo("normal 0 0 0 slave 1048576 2048 3 pubsub 0 0 0");
    assertThat(type.directives(limits))
        .containsExactly("normal 0 0 0", "replica 1mb 2kb 3", "pubsub 0 0 0");
  }

  @Test
  void refusesWrongLimits() {
    var type = new OutputLimitsType();
    refuses(
        type, UNLIMITED, "Wrong number of arguments in buffer limit configuration.", "normal", "1");
    refuses(
        type,
        UNLIMITED,
        "Invalid client class specified in buffer limit configuration.",
        "master",
        "1",
        "2",
        "3");
    refuses(
        type,
        UNLIMITED,
        "Error in hard, soft or soft_seconds setting in buffer limit configuration.",
        "normal",
        "1",
        "2",
        "-3");
  }

  @Test
  void answersEventClassesInRedisOrder() throws InvalidValueException {
    var type = new EventClassesType();
    assertThat(texted(type, EventClasses.NONE, "KEA")).isEqualTo("AKE");
    assertThat(texted(type, EventClasses.NONE, "Exgn")).isEqualTo("gxnE");
    assertThat(texted(type, EventClasses.NONE, "Elmdt")).isEqualTo("ltdEm");
    refuses(type, EventClasses.NONE, "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.", "Kq");
  }

  @Test
  void trimsPercentiles() throws InvalidValueException {
    var type = new PercentilesType();
    assertThat(texted(type, List.of(), "1.50", "99.999999999")).isEqualTo("1.5 100");
    refuses(
        type,
        List.of(),
        "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]",
        "101");
    refuses(type, List.of(), "Invalid latency-tracking-info-percentiles parameters", "abc");
  }

  @Test
  void readsTheAddressOfAMaster() throws InvalidValueException {
    var type = new MasterAddressType();
    assertThat(type.parse(List.of("h", "1"), Optional.empty())).contains(new MasterAddress("h", 1));
    assertThat(type.parse(List.of("NO", "one"), Optional.empty())).isEmpty();
    refuses(type, Optional.empty(), "Invalid master port", "h", "65536");
    refuses(type, Optional.empty(), "wrong number of arguments", "h");
  }

  @Test
  void resolvesDirectories() throws InvalidValueException {
    var type = new DirectoryType();
    assertThat(type.parse(List.of("../x/./y//"), "/a/b")).isEqualTo("/a/x/y");
    assertThat(type.parse(List.of("/.."), "/a")).isEqualTo("/");
    refuses(type, "/a", "No such file or directory", "b\0c");
  }

  @Test
  void refusesYesWhereItCannotBeSaid() throws InvalidValueException {
    var type = new BooleanType(Optional.of("not here"));
    assertThat(type.parse(List.of("No"), false)).isFalse();
    refuses(type, false, "not here", "yes");
    refuses(type, false, "argument must be 'yes' or 'no'", "true");
  }
}
