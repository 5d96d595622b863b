package io.lockstep.command.parameter.file;

import java.util.List;

/**
 * What a configuration says besides parameters, in its order.
 *
 * @param renamings commands that get another name
 * @param users what each directive for an ACL user says
 */
public record LoadedConfig(List<Renaming> renamings, List<UserRule> users) {

  /**
   * A command with a new name; the empty name takes the command away.
   *
   * @param line where it stands, for {@link ConfigLoader#failure}
   */
  public record Renaming(ConfigLine line, String command, String newName) {}

  /**
   * An ACL user.
   *
   * @param line where it stands, for {@link ConfigLoader#failure}
   */
  public record UserRule(ConfigLine line, List<String> words) {}
}
