package io.lockstep.resp;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Writes commands in their canonical form, an array of bulk strings ({@code *N}, then N times
 * {@code $L} and L bytes): what masters send and the log holds. Several commands may follow one
 * another.
 */
public final class CommandEncoder {
  private final Output output = new Output();
  private final boolean isHeard;

  public CommandEncoder() {
    this(true);
  }

  private CommandEncoder(boolean isHeard) {
    this.isHeard = isHeard;
  }

  /** One for commands that nobody takes: it stays empty. */
  public static CommandEncoder unheard() {
    return new CommandEncoder(false);
  }

  /** Begins a command of {@code count} arguments, all of which must follow. */
  public CommandEncoder begin(int count) {
    if (isHeard) {
      output.header('*', count);
    }
    return this;
  }

  public CommandEncoder argument(byte[] argument) {
    return argument(argument, 0, argument.length);
  }

  public CommandEncoder argument(byte[] source, int start, int length) {
    if (isHeard) {
      output.bulk(source, start, length);
    }
    return this;
  }

  public CommandEncoder argument(MemorySegment source, long offset, int length) {
    if (isHeard) {
      output.bulk(source, offset, length);
    }
    return this;
  }

  /** Argument {@code i} of a request. */
  public CommandEncoder argument(Request request, int i) {
    return argument(request.bytes(), request.start(i), request.length(i));
  }

  public CommandEncoder argument(long number) {
    if (isHeard) {
      output.bulk(number);
    }
    return this;
  }

  /** A text with a byte per char (ISO-8859-1). */
  public CommandEncoder argument(String text) {
    if (isHeard) {
      output.bulk(text);
    }
    return this;
  }

  /** A whole command of texts. */
  public CommandEncoder command(String... arguments) {
    begin(arguments.length);
    for (String argument : arguments) {
      argument(argument);
    }
    return this;
  }

  /** A whole request, as its own bytes if they are canonical. */
  public CommandEncoder request(Request request) {
    if (isHeard && request.isCanonical()) {
      output.put(request.bytes(), request.frameStart(), request.frameLength());
      return this;
    }
    begin(request.count());
    for (int i = 0; i < request.count(); i++) {
      argument(request, i);
    }
    return this;
  }

  /** The encoded bytes, from 0 to {@link #length()}; valid until the next change. */
  public byte[] bytes() {
    return output.bytes;
  }

  public int length() {
    return output.length;
  }

  public byte[] copy() {
    return Arrays.copyOf(output.bytes, output.length);
  }

  public void clear() {
    output.clear();
  }
}
