package io.lockstep.command.parameter.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** An absolute directory; a relative one is resolved against the directory so far. */
public record DirectoryType() implements ValueType<String> {

  @Override
  public String parse(List<String> words, String current) throws InvalidValueException {
    var path = words.getFirst();
    return possible(normalized(path.startsWith("/") ? path : current + "/" + path));
  }

  /** A name with characters that the system has no bytes for is nothing that can be there. */
  private static String possible(String path) throws InvalidValueException {
    try {
      var _ = Path.of(path);
      return path;
    } catch (InvalidPathException impossible) {
      throw new InvalidValueException("No such file or directory");
    }
  }

  private static String normalized(String path) {
    var steps = new ArrayDeque<String>();
    for (var step : path.split("/", -1)) {
      switch (step) {
        case "", "." -> {}
        case ".." -> steps.pollLast();
        default -> steps.addLast(step);
      }
    }
    return "/" + String.join("/", steps);
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public List<String> directives(String value) {
    return List.of(Words.quoted(value));
  }

  @Override
  public boolean isAlwaysWritten() {
    return true;
  }
}
