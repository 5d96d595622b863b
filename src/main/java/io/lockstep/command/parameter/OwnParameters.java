package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Trait.HIDDEN;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;

import io.lockstep.command.parameter.value.AddressesType;
import java.util.List;

/** What Lockstep adds to Redis' parameters. Patterns do not find it: tools know Redis' names. */
public final class OwnParameters {

  /** The port of REST, health and dashboard; zero, the default of a Redis-style start, is off. */
  public static final Parameter<Long> HTTP_PORT =
      number("http-port", 0, 0, 65535).with(IMMUTABLE, HIDDEN);

  /** The addresses on which that port listens. */
  public static final Parameter<List<String>> HTTP_BIND =
      row("http-bind", new AddressesType(), List.of("127.0.0.1", "-::1")).with(IMMUTABLE, HIDDEN);

  /** Every row, in the order of CONFIG GET. */
  static final List<Parameter<?>> ALL = List.of(HTTP_PORT, HTTP_BIND);

  private OwnParameters() {}
}
