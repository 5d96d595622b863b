package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Connection;
import io.lockstep.command.Node;
import java.nio.charset.StandardCharsets;

/**
 * Whether a new connection may stay (Redis, {@code acceptCommonHandler} and {@code
 * clientAcceptHandler}).
 */
final class Admission {

  private static final String TOO_MANY = "-ERR max number of clients reached\r\n";
  private static final String PROTECTED =
      "-DENIED Redis is running in protected mode because protected mode is enabled and no password"
          + " is set for the default user. In this mode connections are only accepted from the"
          + " loopback interface. If you want to connect from external computers to Redis you may"
          + " adopt one of the following solutions: 1) Just disable protected mode sending the"
          + " command 'CONFIG SET protected-mode no' from the loopback interface by connecting to"
          + " Redis from the same host the server is running, however MAKE SURE Redis is not"
          + " publicly accessible from internet if you do so. Use CONFIG REWRITE to make this"
          + " change permanent. 2) Alternatively you can just disable the protected mode by editing"
          + " the Redis configuration file, and setting the protected mode option to 'no', and then"
          + " restarting the server. 3) If you started the server manually just for testing,"
          + " restart it with the '--protected-mode no' option. 4) Set up an authentication"
          + " password for the default user. NOTE: You only need to do one of the above things in"
          + " order for the server to start accepting connections from the outside.\r\n";

  private Admission() {}

  /** Tells a connection that may not stay why, and closes it. */
  static boolean check(Node node, Client client) {
    if (node.clients().count() > node.settings().maxClients) {
      return refuse(node, client, TOO_MANY);
    }
    if (node.settings().protectedMode
        && !node.settings().requiresPassword
        && !client.connection().isLocal()) {
      return refuse(node, client, PROTECTED);
    }
    return true;
  }

  private static boolean refuse(Node node, Client client, String reply) {
    Connection connection = client.connection();
    byte[] bytes = reply.getBytes(StandardCharsets.ISO_8859_1);
    node.statistics().rejectedConnections++;
    client.closeAfterReply();
    connection.write(bytes, 0, bytes.length);
    connection.close();
    return false;
  }
}
