package io.lockstep.command;

import io.lockstep.command.parameter.Trait;
import io.lockstep.resp.Request;

/** Which arguments of a request must not be shown to anybody. */
final class Secrets {

  private static final int FIRST_CONFIG_VALUE = 3;

  private Secrets() {}

  /** Whether argument {@code i} is a password or the value of a sensitive parameter. */
  static boolean hides(Node node, Command command, Request request, int i) {
    return switch (command.fullName()) {
      case "auth" -> i > 0;
      case "hello" -> i > 2 && (request.is(i - 1, "AUTH") || (i > 3 && request.is(i - 2, "AUTH")));
      case "config|set" -> isValue(i) && isSensitive(node, request.text(i - 1));
      default -> false;
    };
  }

  private static boolean isValue(int i) {
    return i >= FIRST_CONFIG_VALUE && i % 2 == 1;
  }

  private static boolean isSensitive(Node node, String parameter) {
    return node.parameters().catalogue().find(parameter).stream()
        .anyMatch(found -> found.is(Trait.SENSITIVE));
  }
}
