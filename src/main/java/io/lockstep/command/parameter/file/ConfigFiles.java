package io.lockstep.command.parameter.file;

import java.util.List;
import java.util.Optional;

/** Where {@code include} finds its files and {@code dir} its directory. */
@FunctionalInterface
public interface ConfigFiles {

  /**
   * The text of the file of that name, or of each file that matches it if it is a glob; a glob may
   * match none.
   */
  List<String> read(String nameOrGlob) throws ConfigFileException;

  /** Nothing when a node can work in the directory given by an absolute path, else why not. */
  default Optional<String> refusalOf(String directory) {
    return Optional.empty();
  }
}
