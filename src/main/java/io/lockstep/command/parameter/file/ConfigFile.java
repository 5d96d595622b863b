package io.lockstep.command.parameter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The edge of this room: configuration files on disk, resolved against a working directory. */
public record ConfigFile(Path workingDirectory) implements ConfigFiles {

  /** The text of one file. */
  public String read(Path path) throws ConfigFileException {
    try {
      return Files.readString(workingDirectory.resolve(path), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw ConfigFileException.unreadable(path.toString(), reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "No such file or directory" : String.valueOf(e);
  }

  @Override
  public List<String> read(String nameOrGlob) throws ConfigFileException {
    var texts = new ArrayList<String>();
    for (var path : isGlob(nameOrGlob) ? glob(nameOrGlob) : one(nameOrGlob)) {
      texts.add(read(path));
    }
    return texts;
  }

  @Override
  public Optional<String> refusalOf(String directory) {
    var path = Path.of(directory);
    if (Files.isDirectory(path)) {
      return Optional.empty();
    }
    return Optional.of(Files.exists(path) ? "Not a directory" : "No such file or directory");
  }

  private static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  private static List<Path> one(String name) {
    return List.of(Path.of(name));
  }

  /** Wildcards may stand in any step of the path, so the steps are expanded one after the other. */
  private List<Path> glob(String pattern) throws ConfigFileException {
    var path = workingDirectory.resolve(pattern);
    var found = List.of(path.getRoot() == null ? Path.of("") : path.getRoot());
    for (var step : path) {
      found = expanded(found, step.toString());
    }
    return found;
  }

  private static List<Path> expanded(List<Path> parents, String step) throws ConfigFileException {
    var children = new ArrayList<Path>();
    for (var parent : parents) {
      children.addAll(isGlob(step) ? matches(parent, step) : existing(parent, step));
    }
    return children;
  }

  private static List<Path> existing(Path parent, String step) {
    var child = parent.resolve(step);
    return Files.exists(child) ? List.of(child) : List.of();
  }

  private static List<Path> matches(Path parent, String step) throws ConfigFileException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    var matches = new ArrayList<Path>();
    try (var children = Files.newDirectoryStream(parent, step)) {
      children.forEach(matches::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw ConfigFileException.unreadable(parent.toString(), e.toString());
    }
    matches.removeIf(child -> isHidden(child) && !step.startsWith("."));
    matches.sort(null);
    return matches;
  }

  private static boolean isHidden(Path child) {
    return child.getFileName().toString().startsWith(".");
  }
}
