package io.lockstep.command.parameter.file;

import io.lockstep.command.parameter.ClusterParameters;
import io.lockstep.command.parameter.Parameter;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.ServerParameters;
import io.lockstep.command.parameter.value.InvalidValueException;
import io.lockstep.command.parameter.value.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the text of a redis.conf into {@link Parameters}, once, at start-up. */
public final class ConfigLoader {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("list-max-ziplist-entries", "list-max-ziplist-value", "lua-replicate-commands");
  private static final int DEEPEST_INCLUDE = 64;

  private final Parameters parameters;
  private final ConfigFiles files;
  private final String version;
  private final Set<Parameter<?>> seen = new HashSet<>();
  private final List<LoadedConfig.Renaming> renamings = new ArrayList<>();
  private final List<LoadedConfig.UserRule> users = new ArrayList<>();
  private int depth; // 0 <= depth <= DEEPEST_INCLUDE

  /**
   * A loader for one start-up.
   *
   * @param version of Redis, as it appears in error texts
   */
  public ConfigLoader(Parameters parameters, ConfigFiles files, String version) {
    this.parameters = parameters;
    this.files = files;
    this.version = version;
  }

  /** Reads every line in turn; the first wrong one ends the start-up. */
  public LoadedConfig load(String text) throws ConfigFileException {
    readLines(text);
    if (parameters.get(ClusterParameters.CLUSTER_ENABLED)) {
      throw ConfigFileException.asWhole(version, "Lockstep does not support cluster mode");
    }
    return new LoadedConfig(List.copyOf(renamings), List.copyOf(users));
  }

  /** The error for a line that only a later step found to be wrong. */
  public ConfigFileException failure(ConfigLine line, String reason) {
    return ConfigFileException.atLine(version, line.number(), line.text(), reason);
  }

  private void readLines(String text) throws ConfigFileException {
    for (var line : ConfigLine.of(text)) {
      if (!line.isBlankOrComment()) {
        readLine(line);
      }
    }
  }

  private void readLine(ConfigLine line) throws ConfigFileException {
    var words =
        line.words().orElseThrow(() -> failure(line, "Unbalanced quotes in configuration line"));
    var name = words.getFirst().toLowerCase(Locale.ROOT);
    var arguments = words.subList(1, words.size());
    var parameter = parameters.catalogue().find(name);
    if (parameter.isPresent()) {
      set(line, parameter.get(), arguments);
    } else {
      obey(line, name, arguments);
    }
  }

  private void set(ConfigLine line, Parameter<?> parameter, List<String> arguments)
      throws ConfigFileException {
    boolean takesSeveral = parameter.type().takesSeveralWords();
    if (!takesSeveral && arguments.size() != 1) {
      throw failure(line, "wrong number of arguments");
    }
    try {
      var words = takesSeveral ? split(line, arguments) : arguments;
      parameters.load(parameter, words, !seen.add(parameter));
    } catch (InvalidValueException e) {
      throw failure(line, e.reason());
    }
    if (parameter.equals(ServerParameters.DIR)) {
      checkDirectory(line);
    }
  }

  private void checkDirectory(ConfigLine line) throws ConfigFileException {
    var refusal = files.refusalOf(parameters.get(ServerParameters.DIR));
    if (refusal.isPresent()) {
      throw failure(line, refusal.get());
    }
  }

  /** A single argument may hold all of the words: {@code save "3600 1 300 10"}. */
  private List<String> split(ConfigLine line, List<String> arguments) throws ConfigFileException {
    if (arguments.size() != 1 || arguments.getFirst().isEmpty()) {
      return arguments;
    }
    return Words.of(arguments.getFirst())
        .orElseThrow(() -> failure(line, "Unbalanced quotes in configuration line"));
  }

  private void obey(ConfigLine line, String name, List<String> arguments)
      throws ConfigFileException {
    int count = arguments.size();
    if (name.equals("include") && count == 1) {
      include(line, arguments.getFirst());
    } else if (name.equals("rename-command") && count == 2) {
      renamings.add(new LoadedConfig.Renaming(line, arguments.get(0), arguments.get(1)));
    } else if (name.equals("user") && count >= 1) {
      users.add(new LoadedConfig.UserRule(line, arguments));
    } else if (!WITHOUT_EFFECT.contains(name) || count != 1) {
      throw failure(line, refusal(name, count));
    }
  }

  private static String refusal(String name, int count) {
    if (name.equals("loadmodule") && count >= 1) {
      return "Lockstep does not support modules";
    }
    if (name.equals("sentinel")) {
      return "sentinel directive while not in sentinel mode";
    }
    if (name.contains(".")) {
      return "Module Configuration detected without loadmodule directive or no ApplyConfig call:"
          + " aborting";
    }
    return "Bad directive or wrong number of arguments";
  }

  private void include(ConfigLine line, String name) throws ConfigFileException {
    if (depth == DEEPEST_INCLUDE) {
      throw failure(line, "Too many nested includes");
    }
    depth++;
    for (var text : files.read(inDirectory(name))) {
      readLines(text);
    }
    depth--;
  }

  /** A {@code dir} above the include has already moved the node there. */
  private String inDirectory(String name) {
    return name.startsWith("/") ? name : parameters.get(ServerParameters.DIR) + "/" + name;
  }
}
