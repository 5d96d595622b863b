package io.lockstep.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers that are connected, oldest first. */
public final class Clients {

  private final Map<Long, Client> byId = new LinkedHashMap<>();
  private long lastId;

  /** Takes in a new peer. */
  public Client connect(Connection connection, long nowMs) {
    Client client = new Client(++lastId, connection, nowMs);
    byId.put(client.id(), client);
    return client;
  }

  /** Forgets a peer that is gone. */
  public void disconnect(Client client) {
    byId.remove(client.id());
  }

  /** The peer of this id, if it is still there. */
  public @Nullable Client byId(long id) {
    return byId.get(id);
  }

  /** All peers, oldest first. */
  public Collection<Client> all() {
    return byId.values();
  }

  /** How many are connected. */
  public int count() {
    return byId.size();
  }
}
