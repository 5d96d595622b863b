package io.lockstep.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterCatalogueTest {
  private final ParameterCatalogue catalogue = ParameterCatalogue.complete();

  @Test
  void holdsEveryNamedParameter() throws IllegalAccessException {
    for (var theme :
        List.of(
            NetworkParameters.class,
            TlsParameters.class,
            ServerParameters.class,
            PersistenceParameters.class,
            ReplicationParameters.class,
            SecurityParameters.class,
            DataParameters.class,
            ClusterParameters.class,
            ObservationParameters.class,
            OwnParameters.class)) {
      assertThat(catalogue.rows()).containsAll(namedIn(theme));
    }
  }

  private static List<Parameter<?>> namedIn(Class<?> theme) throws IllegalAccessException {
    var named = new ArrayList<Parameter<?>>();
    for (var field : theme.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Parameter<?> p) {
        assertThat(p.name()).isEqualToIgnoringCase(field.getName().replace('_', '-'));
        named.add(p);
      }
    }
    return named;
  }

  @Test
  void readsEveryDefaultBackFromItsText() throws Exception {
    for (var row : catalogue.rows()) {
      readsBack(row);
    }
  }

  private static <T> void readsBack(Parameter<T> row) throws Exception {
    var text = row.type().text(row.initial());
    var words =
        row.type().takesSeveralWords() && !text.isEmpty()
            ? List.of(text.split(" ", -1))
            : List.of(text);
    if (!row.name().equals("replicaof")) {
      assertThat(row.type().parse(words, row.initial())).as(row.name()).isEqualTo(row.initial());
    }
  }

  @Test
  void refusesANameThatStandsTwice() {
    var rows =
        List.<Parameter<?>>of(Parameter.yesNo("a", true).alias("b"), Parameter.yesNo("b", true));
    assertThatThrownBy(() -> new ParameterCatalogue(rows))
        .hasMessage("The parameter b stands twice.");
  }
}
