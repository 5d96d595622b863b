package io.lockstep.command.parameter;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Redis finds wrong with texts of a certain form. */
final class Complaints {
  private static final int HOST_NAME_LIMIT = 256;
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]*");
  private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9._-]*");
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern BLANK_AT_FIRST =
      Pattern.compile("\\{(title|server-mode|config-file|unixsocket)}");
  private static final Set<String> TITLE_VARIABLES =
      Set.of(
          "title", "listen-addr", "server-mode", "port", "tls-port", "unixsocket", "config-file");

  private Complaints() {}

  static Optional<String> aboutDumpName(String name) {
    return aboutPath(name, "dbfilename can't be a path, just a filename");
  }

  static Optional<String> aboutAppendName(String name) {
    return name.isEmpty()
        ? Optional.of("appendfilename can't be empty")
        : aboutPath(name, "appendfilename can't be a path, just a filename");
  }

  static Optional<String> aboutAppendDirectory(String name) {
    return name.isEmpty()
        ? Optional.of("appenddirname can't be empty")
        : aboutPath(name, "appenddirname can't be a path, just a dirname");
  }

  private static Optional<String> aboutPath(String name, String complaint) {
    return name.indexOf('/') < 0 && name.indexOf('\\') < 0 && isPossible(name)
        ? Optional.empty()
        : Optional.of(complaint);
  }

  /** Whether the system has bytes for all characters of a file's name. */
  private static boolean isPossible(String name) {
    try {
      var _ = Path.of(name);
      return true;
    } catch (InvalidPathException impossible) {
      return false;
    }
  }

  static Optional<String> aboutHostName(String name) {
    if (name.length() >= HOST_NAME_LIMIT) {
      return Optional.of("Hostnames must be less than 256 characters");
    }
    return HOST_NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("Hostnames may only contain alphanumeric characters, hyphens or dots");
  }

  static Optional<String> aboutNodeName(String name) {
    if (name.length() >= HOST_NAME_LIMIT) {
      return Optional.of("Nodename must be less than 256 characters");
    }
    return NODE_NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "Node name may only contain alphanumeric characters, hyphens, dots or underscores");
  }

  /** A doubled brace is a plain one; what is left must not be blank before the node has a title. */
  static Optional<String> aboutTitleTemplate(String template) {
    var variables = VARIABLE.matcher(template.replace("{{", ""));
    boolean isKnown = variables.results().allMatch(v -> TITLE_VARIABLES.contains(v.group(1)));
    var rest = BLANK_AT_FIRST.matcher(template).replaceAll("");
    boolean isClosed = variables.replaceAll("").indexOf('{') < 0;
    return isKnown && isClosed && !rest.isBlank()
        ? Optional.empty()
        : Optional.of("template format is invalid or contains unknown variables");
  }
}
