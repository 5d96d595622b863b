package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.text;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;
import static io.lockstep.command.parameter.Trait.SENSITIVE;

import java.util.List;

/** Who may do what; the {@code enable-…} parameters say no, yes, or local for loopback clients. */
public final class SecurityParameters {
  public static final Parameter<String> REQUIREPASS = optionalText("requirepass").with(SENSITIVE);
  public static final Parameter<String> ACLFILE = text("aclfile", "").with(IMMUTABLE);
  public static final Parameter<Long> ACLLOG_MAX_LEN =
      number("acllog-max-len", 128, 0, Long.MAX_VALUE);
  public static final Parameter<String> ACL_PUBSUB_DEFAULT =
      choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels");
  public static final Parameter<String> ENABLE_PROTECTED_CONFIGS =
      guard("enable-protected-configs");
  public static final Parameter<String> ENABLE_DEBUG_COMMAND = guard("enable-debug-command");
  public static final Parameter<String> ENABLE_MODULE_COMMAND = guard("enable-module-command");

  /** Every row, in the order of CONFIG GET. */
  static final List<Parameter<?>> ALL =
      List.of(
          REQUIREPASS,
          ACLFILE,
          ACLLOG_MAX_LEN,
          ACL_PUBSUB_DEFAULT,
          ENABLE_PROTECTED_CONFIGS,
          ENABLE_DEBUG_COMMAND,
          ENABLE_MODULE_COMMAND);

  private SecurityParameters() {}

  private static Parameter<String> guard(String name) {
    return choice(name, "no", "no", "yes", "local").with(IMMUTABLE);
  }

  /** Whether a guard lets a client through. */
  public static boolean admits(String guard, boolean isLocalClient) {
    return guard.equals("yes") || (guard.equals("local") && isLocalClient);
  }
}
