package io.lockstep.command.parameter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.parameter.NetworkParameters;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.PersistenceParameters;
import io.lockstep.command.parameter.ReplicationParameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private final Parameters parameters = new Parameters(ParameterCatalogue.complete(), "/data");
  private final Map<String, String> files =
      Map.of("/data/a.conf", "timeout 3\nhz 20", "/bad", "\nxx");
  private final ConfigLoader loader =
      new ConfigLoader(parameters, name -> List.of(files.getOrDefault(name, "")), "7.2.4");

  private LoadedConfig load(String... lines) throws ConfigFileException {
    return loader.load(String.join("\n", lines));
  }

  @Test
  void skipsCommentsAndReadsQuotedValues() throws ConfigFileException {
    load("# timeout 9", "", "  TIMEOUT  5\t", "requirepass \"a b\"");
    assertThat(parameters.get(NetworkParameters.TIMEOUT)).isEqualTo(5);
    assertThat(parameters.matching(List.of("requirepass"))).containsEntry("requirepass", "a b");
  }

  @Test
  void addsUpSavePointsAfterDroppingTheDefault() throws ConfigFileException {
    load("save 3600 1", "save \"300 100\"");
    assertThat(parameters.text(PersistenceParameters.SAVE)).isEqualTo("3600 1 300 100");
  }

  @Test
  void forgetsSavePointsBeforeAnEmptyOneOnlyIfItComesFirst() throws ConfigFileException {
    load("save \"\"", "save 60 1");
    assertThat(parameters.text(PersistenceParameters.SAVE)).isEqualTo("60 1");
  }

  @Test
  void addsUpOutputLimitsOfClasses() throws ConfigFileException {
    load(
        "client-output-buffer-limit replica 1mb 2mb 3",
        "client-output-buffer-limit \"normal 1 2 3\"");
    assertThat(parameters.text(NetworkParameters.CLIENT_OUTPUT_BUFFER_LIMIT))
        .isEqualTo("normal 1 2 3 slave 1048576 2097152 3 pubsub 33554432 8388608 60");
  }

  @Test
  void readsTheMasterInBothForms() throws ConfigFileException {
    load("slaveof \"10.0.0.1 6379\"");
    assertThat(parameters.text(ReplicationParameters.REPLICAOF)).isEqualTo("10.0.0.1 6379");
    load("replicaof no one");
    assertThat(parameters.text(ReplicationParameters.REPLICAOF)).isEmpty();
  }

  @Test
  void readsIncludedFilesInPlace() throws ConfigFileException {
    load("timeout 1", "include a.conf", "hz 30");
    assertThat(parameters.get(NetworkParameters.TIMEOUT)).isEqualTo(3);
    assertThat(parameters.matching(List.of("hz"))).containsEntry("hz", "30");
  }

  @Test
  void looksForIncludesInTheDirectorySetSoFar() throws ConfigFileException {
    load("dir ../data/sub", "dir ..", "include a.conf");
    assertThat(parameters.get(NetworkParameters.TIMEOUT)).isEqualTo(3);
  }

  @Test
  void keepsRenamingsAndUsersForLaterSteps() throws ConfigFileException {
    var config = load("rename-command CONFIG \"\"", "user alice on +@all");
    assertThat(config.renamings())
        .containsExactly(
            new LoadedConfig.Renaming(
                new ConfigLine(1, "rename-command CONFIG \"\""), "CONFIG", ""));
    assertThat(config.users().getFirst().words()).containsExactly("alice", "on", "+@all");
    assertThat(loader.failure(config.renamings().getFirst().line(), "No such command"))
        .hasMessageContaining("at line 1\n>>> 'rename-command CONFIG \"\"'\nNo such command");
  }

  @Test
  void ignoresWhatRedisIgnores() throws ConfigFileException {
    load("list-max-ziplist-entries 5", "lua-replicate-commands yes");
    assertThat(parameters.get(DataParameters.LIST_MAX_LISTPACK_SIZE)).isEqualTo(-2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nosuch \"1\" | Bad directive or wrong number of arguments",
        "timeout 1 2 | wrong number of arguments",
        "maxmemory 1x | argument must be a memory value",
        "save 1 | Invalid save parameters",
        "loadmodule /m.so | Lockstep does not support modules",
        "sentinel monitor | sentinel directive while not in sentinel mode",
        "lua-replicate-commands | Bad directive or wrong number of arguments",
      })
  void endsTheStartWithRedisText(String line, String reason) {
    assertThatThrownBy(() -> load("hz 5", line))
        .hasMessage(
            "\n*** FATAL CONFIG FILE ERROR (Redis 7.2.4) ***\n"
                + "Reading the configuration file, at line 2\n>>> '"
                + line
                + "'\n"
                + reason);
  }

  @Test
  void refusesUnbalancedQuotes() {
    assertThatThrownBy(() -> load("requirepass \"x"))
        .hasMessageEndingWith(">>> 'requirepass \"x'\nUnbalanced quotes in configuration line");
  }

  @Test
  void countsTheLinesOfAnIncludedFileByThemselves() {
    assertThatThrownBy(() -> load("", "", "", "include /bad"))
        .hasMessageContaining("at line 2\n>>> 'xx'");
  }

  @Test
  void refusesAnEndlessInclude() {
    var endless = new ConfigLoader(parameters, name -> List.of("include x"), "7.2.4");
    assertThatThrownBy(() -> endless.load("include x"))
        .hasMessageEndingWith("Too many nested includes");
  }

  @Test
  void refusesClusterMode() {
    assertThatThrownBy(() -> load("cluster-enabled yes"))
        .hasMessageEndingWith("Lockstep does not support cluster mode");
  }
}
