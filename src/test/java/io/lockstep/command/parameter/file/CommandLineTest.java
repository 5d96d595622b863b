package io.lockstep.command.parameter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.parameter.file.CommandLine.Start;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static void reads(CommandLine expected, String... words) {
    assertThat(CommandLine.of(words)).isEqualTo(expected);
  }

  private static Start options(String options) {
    return new Start(Optional.empty(), false, options);
  }

  @Test
  void startsWithDefaultsWhenThereAreNoWords() {
    reads(options(""));
  }

  @Test
  void takesAFileAndOptionsAfterIt() {
    reads(
        new Start(Optional.of("/r.conf"), false, "port \"6380\" \nhz \"20\" "),
        "/r.conf",
        "--port",
        "6380",
        "--hz",
        "20");
  }

  @Test
  void takesSeveralValuesApartOrInOneWord() {
    reads(options("replicaof \"h\" \"1\" "), "--replicaof", "h", "1");
    reads(options("replicaof \"h 1\" "), "--replicaof", "h 1");
    reads(options("port 1 \nhz \"2\" "), "--port 1", "--hz", "2");
  }

  @Test
  void takesTheNextWordAsValueWhateverItLooksLike() {
    reads(options("requirepass \"--x\" \nhz \"2\" "), "--requirepass", "--x", "--hz", "2");
  }

  @Test
  void readsASaveWithoutValueAsNone() {
    reads(options("save \"\"\nhz \"2\" "), "--save", "--hz", "2");
    reads(options("save \"\""), "--save");
    reads(options("save \"\" "), "--save", "");
    reads(
        options("save \"3600\" \"1\" \nsave \"300\" \"100\" "),
        "--save",
        "3600",
        "1",
        "--save",
        "300",
        "100");
  }

  @Test
  void readsStandardInputWhereADashStandsFirstOrLast() {
    reads(new Start(Optional.empty(), true, ""), "-");
    reads(new Start(Optional.of("f"), true, "hz \"2\" "), "f", "--hz", "2", "-");
  }

  @Test
  void answersOrRefusesWhatStartsNoNode() {
    reads(new CommandLine.ShowVersion(), "-v");
    reads(new CommandLine.ShowVersion(), "--version", "x");
    reads(new CommandLine.ShowUsage(), "-h");
    reads(new CommandLine.CheckSystem(), "--check-system");
    reads(new CommandLine.Refused("Lockstep does not test memory"), "--test-memory", "1");
    reads(new CommandLine.Refused("Lockstep does not support sentinel mode"), "f", "--sentinel");
  }

  @Test
  void putsFileStandardInputAndOptionsInOrder() {
    assertThat(new Start(Optional.of("f"), true, "hz 2").text("a\n", "b")).isEqualTo("a\nb\nhz 2");
    assertThat(options("").text("a", "")).isEqualTo("a");
  }
}
