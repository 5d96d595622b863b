package io.lockstep.command.parameter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every parameter under its names; a name that stands twice is an error of the program. */
public final class ParameterCatalogue {
  private final List<Parameter<?>> rows;
  private final Map<String, Parameter<?>> byName = new LinkedHashMap<>();

  /** A catalogue of the rows given. */
  ParameterCatalogue(List<Parameter<?>> rows) {
    this.rows = List.copyOf(rows);
    for (var row : rows) {
      register(row.name(), row);
      row.alias().ifPresent(alias -> register(alias, row));
    }
  }

  /** Redis' parameters and our own. */
  public static ParameterCatalogue complete() {
    return new ParameterCatalogue(
        Stream.<List<Parameter<?>>>of(
                NetworkParameters.ALL,
                TlsParameters.ALL,
                ServerParameters.ALL,
                PersistenceParameters.ALL,
                ReplicationParameters.ALL,
                SecurityParameters.ALL,
                DataParameters.ALL,
                ClusterParameters.ALL,
                ObservationParameters.ALL,
                OwnParameters.ALL)
            .<Parameter<?>>flatMap(List::stream)
            .toList());
  }

  private void register(String name, Parameter<?> row) {
    if (byName.put(name, row) != null) {
      throw new IllegalArgumentException("The parameter " + name + " stands twice.");
    }
  }

  /** Every parameter once. */
  public List<Parameter<?>> rows() {
    return rows;
  }

  /** Every name with its parameter, older names right after the newer ones. */
  public Map<String, Parameter<?>> names() {
    return Collections.unmodifiableMap(byName);
  }

  /** The parameter of a name, old or new, in any case. */
  public Optional<Parameter<?>> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }
}
