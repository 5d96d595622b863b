package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of the stream.
 *
 * @param offset the offset of its first byte
 * @param database the database it runs in; null if no SELECT tells it
 * @param command its name, in upper case
 * @param arguments the arguments after the name, as far as they are shown
 * @param argumentCount how many arguments there are
 * @param size how many bytes it takes in the stream
 */
public record CommandDescriptor(
    long offset,
    @Nullable Integer database,
    String command,
    List<ArgumentDescriptor> arguments,
    @JsonProperty("argument_count") int argumentCount,
    long size) {

  /**
   * An argument.
   *
   * @param text its bytes as redis-cli prints them, without quotes: ASCII as it is, the rest
   *     escaped
   * @param length its whole length in bytes
   * @param cut whether the text is only its beginning
   */
  public record ArgumentDescriptor(String text, int length, boolean cut) {}
}
