package io.lockstep.command.parameter.file;

import java.util.List;

/** Where {@code include} finds its files. */
@FunctionalInterface
public interface ConfigFiles {

  /**
   * The text of the file of that name, or of each file that matches it if it is a glob; a glob may
   * match none.
   */
  List<String> read(String nameOrGlob) throws ConfigFileException;
}
