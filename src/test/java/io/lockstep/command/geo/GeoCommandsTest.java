package io.lockstep.command.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.sortedset.SortedSetCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes to the log; replies are held to a real server elsewhere. */
class GeoCommandsTest {

  private final CommandFixture node =
      new CommandFixture(SortedSetCommands.TABLE, GeoCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void placesPropagateAsScores() {
    assertThat(node.line("GEOADD g NX CH 13.361389 38.115556 Palermo 15.087269 37.502669 Catania"))
        .isEqualTo(":2\r\n");
    assertThat(node.line("GEOADD g NX 1 1 Palermo")).isEqualTo(":0\r\n");
    assertThat(node.propagated())
        .containsExactly("zadd g NX CH 3479099956230698 Palermo 3479447370796909 Catania");
  }

  @Test
  void aWrongPlaceChangesNothing() {
    assertThat(node.line("GEOADD g 1 1 a 200 100 b"))
        .isEqualTo("-ERR invalid longitude,latitude pair 200.000000,100.000000\r\n");
    assertThat(node.line("ZCARD g")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).isEmpty();
  }

  @Test
  void storesPropagateAsTheyCame() {
    node.line("GEOADD g 13.361389 38.115556 Palermo");
    node.propagated();
    String radius = "GEORADIUS g 13 38 100 km STOREDIST d";
    String search = "GEOSEARCHSTORE d g FROMLONLAT 0 0 BYBOX 1 1 m";
    node.line(radius);
    node.line(search);
    node.line(search);
    assertThat(node.propagated()).containsExactly(radius, search);
  }
}
