package io.lockstep.command.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.CommandException;
import io.lockstep.command.Node;
import io.lockstep.command.Settings;
import java.security.MessageDigest;

/** Who may come in: the user {@code default}, with the password of {@code requirepass}. */
final class Passwords {

  private static final String NOT_CONFIGURED =
      "ERR AUTH <password> called without any password configured for the default user. Are you"
          + " sure your configuration is correct?";
  private static final String WRONG =
      "WRONGPASS invalid username-password pair or user is disabled.";

  private Passwords() {}

  /** Refuses a password where there is none to compare it with. */
  static void requirePassword(Node node) {
    if (!node.settings().requiresPassword) {
      throw new CommandException(NOT_CONFIGURED);
    }
  }

  /** Lets the client in if argument {@code i} is this user's password. */
  static void admit(Call call, String user, int i) {
    if (!user.equals("default") || !matches(call.node().settings(), call.request().copy(i))) {
      call.node().statistics().aclDeniedAuth++;
      throw new CommandException(WRONG);
    }
    call.client().authenticated = true;
  }

  private static boolean matches(Settings settings, byte[] given) {
    return !settings.requiresPassword
        || MessageDigest.isEqual(settings.password.getBytes(ISO_8859_1), given);
  }

  /** Makes the client as trusted as one that just connected. */
  static void forget(Node node, Client client) {
    client.authenticated = !node.settings().requiresPassword;
  }
}
