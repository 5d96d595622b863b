package io.lockstep.command.parameter.file;

import java.util.Optional;

/** What the words of Redis' command line ask for. */
public sealed interface CommandLine {

  /**
   * Start a node.
   *
   * @param configFile the file to read first
   * @param readsStandardInput whether standard input holds configuration as well
   * @param options the options as configuration text, which overrides the others
   */
  record Start(Optional<String> configFile, boolean readsStandardInput, String options)
      implements CommandLine {

    /**
     * The one text to load: file, standard input and options in this order, so that errors count
     * lines as Redis does.
     */
    public String text(String fileText, String standardInput) {
      return fileText + standardInput + (options.isEmpty() ? "" : "\n" + options);
    }
  }

  /** Print the version and leave. */
  record ShowVersion() implements CommandLine {}

  /** Print the usage and leave. */
  record ShowUsage() implements CommandLine {}

  /** Look for system settings that hurt, and leave. */
  record CheckSystem() implements CommandLine {}

  /** Print the reason and leave with a failure. */
  record Refused(String reason) implements CommandLine {}

  /** Reads the words after the program's name. */
  static CommandLine of(String... words) {
    return words.length == 0 ? start() : request(words[0], words);
  }

  private static Start start() {
    return new Start(Optional.empty(), false, "");
  }

  private static CommandLine request(String first, String[] words) {
    return switch (first) {
      case "-v", "--version" -> new ShowVersion();
      case "-h", "--help" -> new ShowUsage();
      case "--check-system" -> new CheckSystem();
      case "--test-memory" -> new Refused("Lockstep does not test memory");
      default -> new CommandLineReader(words).read();
    };
  }
}
