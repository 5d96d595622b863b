package io.lockstep.command.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.command.CommandTable;
import org.junit.jupiter.api.Test;

/** What rename-command says is what a node's table holds. */
class CommandNamesTest {

  private final CommandNames names = new CommandNames();

  @Test
  void findsARenamedCommandUnderItsNewNameOnly() throws Exception {
    names.rename("FLUSHDB", "Badger");
    CommandTable table = new CommandTable(names.rows());
    assertThat(table.find("flushdb")).isNull();
    assertThat(table.find("badger")).extracting(e -> e.command().fullName()).isEqualTo("flushdb");
  }

  @Test
  void takesACommandAway() throws Exception {
    names.rename("flushall", "");
    assertThat(new CommandTable(names.rows()).find("flushall")).isNull();
  }

  @Test
  void refusesWhatRedisRefuses() {
    assertThatThrownBy(() -> names.rename("nosuch", "x"))
        .hasMessage("No such command in rename-command");
    assertThatThrownBy(() -> names.rename("get", "set"))
        .hasMessage("Target command name already exists");
  }
}
