package io.lockstep.command;

import java.util.Locale;

/** The reply of a container command's HELP. */
public final class Help {

  private Help() {}

  /** Writes the lines between Redis' own first and last ones. */
  public static void write(Call call, String... lines) {
    String container = call.command().containerName().toUpperCase(Locale.ROOT);
    call.reply().array(lines.length + 3);
    call.reply().simple(container + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    for (String line : lines) {
      call.reply().simple(line);
    }
    call.reply().simple("HELP");
    call.reply().simple("    Prints this help.");
  }
}
