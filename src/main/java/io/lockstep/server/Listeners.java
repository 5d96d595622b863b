package io.lockstep.server;

import static io.lockstep.command.parameter.NetworkParameters.BIND;
import static io.lockstep.command.parameter.NetworkParameters.PORT;
import static io.lockstep.command.parameter.NetworkParameters.TCP_BACKLOG;
import static io.lockstep.command.parameter.NetworkParameters.UNIXSOCKET;
import static io.lockstep.command.parameter.NetworkParameters.UNIXSOCKETPERM;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.parameter.Parameters;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All places where clients connect to a node: one for each address of {@code bind}, and the unix
 * socket. They follow CONFIG SET of {@code port} and {@code bind}; who is connected stays.
 */
final class Listeners implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final Parameters parameters;
  private final Function<SocketAddress, RespListener> binding;
  private final List<RespListener> unix = new ArrayList<>();
  private List<RespListener> tcp = List.of();
  private List<String> addresses = List.of();
  private int asked; // the parameter's value; 0 at start took a free port
  private int port;

  /**
   * Listeners that are not bound yet.
   *
   * @param binding binds one address, and fails with an exception
   */
  Listeners(Parameters parameters, Function<SocketAddress, RespListener> binding) {
    this.parameters = parameters;
    this.binding = binding;
  }

  /** Binds what the parameters say; port 0 takes a free one. */
  void start() {
    asked = Math.toIntExact(parameters.get(PORT));
    addresses = parameters.get(BIND);
    tcp = bindAll(addresses, asked);
    port = tcp.isEmpty() ? asked : portOf(tcp.getFirst());
    if (!parameters.get(UNIXSOCKET).isEmpty()) {
      unix.add(unixListener());
    }
    parameters.applyWith(PORT, () -> follow("Unable to listen on this port. Check server logs."));
    parameters.applyWith(BIND, () -> follow("Failed to bind to specified addresses."));
  }

  /** The number of tcp connections that may wait to be accepted. */
  static int backlog(Parameters parameters) {
    return Math.toIntExact(parameters.get(TCP_BACKLOG));
  }

  private RespListener unixListener() {
    Path path = Path.of(parameters.get(DIR)).resolve(parameters.get(UNIXSOCKET));
    return new UnixSocket(path, parameters.get(UNIXSOCKETPERM)).listen(binding);
  }

  /** The port that is bound; 0 while there is none. */
  int port() {
    return port;
  }

  // ---- CONFIG SET

  private Optional<String> follow(String complaint) {
    try {
      rebind(Math.toIntExact(parameters.get(PORT)), parameters.get(BIND));
      return Optional.empty();
    } catch (RuntimeException taken) {
      LOG.warn("Failed applying new configuration. Restoring previous settings.");
      return Optional.of(complaint);
    }
  }

  /** A new port is bound before the former is let go; other addresses of it can only come after. */
  private void rebind(int newlyAsked, List<String> newAddresses) {
    boolean moves = newlyAsked != asked;
    if (!moves && newAddresses.equals(addresses)) {
      return;
    }
    if (!moves) {
      closeTcp();
      addresses = List.of();
    }
    int target = moves ? newlyAsked : port;
    List<RespListener> bound = target == 0 ? List.of() : bindAll(newAddresses, target);
    closeTcp();
    tcp = bound;
    addresses = newAddresses;
    asked = newlyAsked;
    port = target;
  }

  private void closeTcp() {
    tcp.forEach(RespListener::close);
    tcp = List.of();
  }

  // ---- binding

  private List<RespListener> bindAll(List<String> hosts, int wanted) {
    List<RespListener> bound = new ArrayList<>();
    try {
      int next = wanted;
      for (String address : hosts) {
        bind(address, next).ifPresent(bound::add);
        next = bound.isEmpty() ? next : portOf(bound.getFirst());
      }
      return bound;
    } catch (RuntimeException failed) {
      bound.forEach(RespListener::close);
      throw failed;
    }
  }

  /** Binds one address of {@code bind}; one with a leading dash may be missing on this machine. */
  private Optional<RespListener> bind(String address, int wanted) {
    boolean isOptional = address.startsWith("-");
    String host = isOptional ? address.substring(1) : address;
    InetSocketAddress socket =
        host.equals("*") ? new InetSocketAddress(wanted) : new InetSocketAddress(host, wanted);
    try {
      return Optional.of(binding.apply(socket));
    } catch (RuntimeException failed) {
      if (!isOptional) {
        LOG.warn(
            "Could not create server TCP listening socket {}:{}: {}",
            host,
            wanted,
            failed.getMessage());
        throw failed;
      }
      LOG.debug("Not listening on {}: {}", host, failed.getMessage());
      return Optional.empty();
    }
  }

  private static int portOf(RespListener listener) {
    return ((InetSocketAddress) listener.address()).getPort();
  }

  @Override
  public void close() {
    closeTcp();
    unix.forEach(RespListener::close);
  }
}
