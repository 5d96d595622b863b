package io.lockstep.simulation;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.command.parameter.value.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a node starts with: short times and small buffers, so that all of them are met. */
record NodeParameters(Map<String, String> values, Path directory) {

  static NodeParameters drawn(Die die, Path directory) {
    Map<String, String> values = new TreeMap<>();
    values.put("enable-debug-command", "yes");
    values.put("databases", "4");
    values.put("save", die.pick(List.of("", "", "1 1", "2 20")));
    values.put("hz", "10");
    values.put("repl-ping-replica-period", "1");
    values.put("repl-timeout", String.valueOf(die.between(3, 6)));
    values.put("repl-backlog-size", String.valueOf(die.pick(List.of(16384, 16384, 65536, 262144))));
    values.put("repl-backlog-ttl", die.pick(List.of("0", "1", "3", "3600")));
    values.put("repl-diskless-sync", die.pick(List.of("yes", "yes", "no")));
    values.put("repl-diskless-sync-delay", die.pick(List.of("0", "0", "1")));
    values.put("repl-diskless-sync-period", die.pick(List.of("0", "0", "2")));
    values.put("replica-swap-max-memory", die.pick(List.of("0", "0", "1", "100000")));
    values.put("shutdown-timeout", die.pick(List.of("0", "1", "2")));
    values.put("repl-pause-read-ahead", die.pick(List.of("1024", "16777216")));
    values.put("lazyfree-lazy-expire", die.pick(List.of("yes", "no")));
    values.put("rdbcompression", die.pick(List.of("yes", "no")));
    return new NodeParameters(values, directory);
  }

  /** The same with another value. */
  NodeParameters with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new NodeParameters(changed, directory);
  }

  /** Parameters of a node's own. */
  Parameters open() {
    ParameterCatalogue catalogue = ParameterCatalogue.complete();
    Parameters parameters = new Parameters(catalogue, directory.toString());
    values.forEach((name, text) -> load(parameters, catalogue, name, text));
    return parameters;
  }

  private static void load(
      Parameters parameters, ParameterCatalogue catalogue, String name, String text) {
    try {
      parameters.load(catalogue.find(name).orElseThrow(), List.of(text.split(" ", -1)), false);
    } catch (InvalidValueException wrong) {
      throw new IllegalArgumentException(name + " " + text, wrong);
    }
  }
}
