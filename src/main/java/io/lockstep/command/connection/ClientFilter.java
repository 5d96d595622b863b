package io.lockstep.command.connection;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import java.util.Locale;
import java.util.function.Predicate;

/** Which clients CLIENT KILL is about: those that match every filter given. */
final class ClientFilter {

  private Predicate<Client> matches = _ -> true;
  private boolean sparesSelf = true;

  /**
   * Reads pairs of a filter's name and its value.
   *
   * @param first the index of the first name
   */
  static ClientFilter read(Call call, int first) {
    ClientFilter filter = new ClientFilter();
    for (int i = first; i < call.count(); i += 2) {
      if (i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      filter.add(call, i);
    }
    return filter;
  }

  /** Whether the filters are about this client, which may be the one that asks. */
  boolean admits(Client client, Client self) {
    return matches.test(client) && !(sparesSelf && client == self);
  }

  private void add(Call call, int i) {
    String value = call.text(i + 1);
    switch (call.text(i).toUpperCase(Locale.ROOT)) {
      case "ID" -> only(withId(call, i + 1));
      case "TYPE" -> only(ofType(value));
      case "ADDR" -> only(client -> client.connection().remoteAddress().equals(value));
      case "LADDR" -> only(client -> client.connection().localAddress().equals(value));
      case "USER" -> only(ofUser(value));
      case "SKIPME" -> sparesSelf = yes(value);
      default -> throw new CommandException(Errors.SYNTAX);
    }
  }

  private void only(Predicate<Client> further) {
    matches = matches.and(further);
  }

  private static Predicate<Client> withId(Call call, int i) {
    String error = "ERR client-id should be greater than 0";
    long id = call.arguments().numberBetween(i, 1, Long.MAX_VALUE, error);
    return client -> client.id() == id;
  }

  private static Predicate<Client> ofUser(String name) {
    if (!name.equals("default")) {
      throw new CommandException("ERR No such user '" + name + "'");
    }
    return client -> !client.isMaster();
  }

  /** Clients of a type, by the name that CLIENT LIST and CLIENT KILL take. */
  static Predicate<Client> ofType(String name) {
    Client.Kind kind =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "normal" -> Client.Kind.NORMAL;
          case "slave", "replica" -> Client.Kind.REPLICA;
          case "master" -> Client.Kind.MASTER;
          case "pubsub" -> Client.Kind.PUBSUB;
          default -> throw new CommandException("ERR Unknown client type '" + name + "'");
        };
    return client -> client.kind == kind;
  }

  private static boolean yes(String value) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "YES" -> true;
      case "NO" -> false;
      default -> throw new CommandException(Errors.SYNTAX);
    };
  }
}
