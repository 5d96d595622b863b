package io.lockstep.command.parameter.file;

/** A configuration that cannot be used; the message is what Redis prints before it exits. */
public final class ConfigFileException extends Exception {

  private ConfigFileException(String message) {
    super(message, null, false, false);
  }

  /** A line that is wrong, with its number from 1. */
  static ConfigFileException atLine(String version, int number, String line, String reason) {
    return new ConfigFileException(
        heading(version)
            + "\nReading the configuration file, at line "
            + number
            + "\n>>> '"
            + line
            + "'\n"
            + reason);
  }

  /** A configuration whose lines do not fit together. */
  static ConfigFileException asWhole(String version, String reason) {
    return new ConfigFileException(heading(version) + "\n" + reason);
  }

  /** A file that cannot be read. */
  static ConfigFileException unreadable(String path, String reason) {
    return new ConfigFileException("Fatal error, can't open config file '" + path + "': " + reason);
  }

  private static String heading(String version) {
    return "\n*** FATAL CONFIG FILE ERROR (Redis " + version + ") ***";
  }

  /** What to print. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
