package io.lockstep.admin;

import static java.util.Locale.ROOT;

import io.lockstep.admin.CommandDescriptor.ArgumentDescriptor;
import io.lockstep.engine.ReplicationInputs.BacklogSlice;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the commands in a slice of the stream, from the first that begins in it. */
final class StreamDecoder {
  private static final int DATABASE_DIGITS = 9;

  private final AdminLimits limits;
  private final long startOffset;
  private final RequestDecoder decoder = new RequestDecoder(ProtocolLimits.master());
  private final Request request = new Request();
  private @Nullable Integer database;

  private StreamDecoder(BacklogSlice slice, AdminLimits limits) throws ProtocolException {
    this.limits = limits;
    this.database = slice.selectedDatabase() < 0 ? null : slice.selectedDatabase();
    int boundary = new FrameScanner(slice.bytes(), isEndWhole(slice)).firstBoundary();
    int length = slice.bytes().length - boundary;
    this.startOffset = slice.offset() + boundary;
    System.arraycopy(
        slice.bytes(), boundary, decoder.reserve(length), decoder.writeIndex(), length);
    decoder.written(length);
  }

  private static boolean isEndWhole(BacklogSlice slice) {
    return slice.offset() + slice.bytes().length >= slice.windowEnd();
  }

  /** At most {@code most} commands, in the order of the stream. */
  static Decoded decode(BacklogSlice slice, int most, AdminLimits limits) {
    try {
      var decoder = new StreamDecoder(slice, limits);
      return new Decoded(decoder.startOffset, decoder.commands(most), decoder.offset());
    } catch (ProtocolException e) {
      throw new IllegalStateException("The stream can't be read: " + e.getMessage(), e);
    }
  }

  private long offset() {
    return startOffset + decoder.consumedBytes();
  }

  private List<CommandDescriptor> commands(int most) throws ProtocolException {
    var commands = new ArrayList<CommandDescriptor>();
    while (commands.size() < most && decoder.next(request)) {
      commands.add(command());
      select();
    }
    return commands;
  }

  private CommandDescriptor command() {
    return new CommandDescriptor(
        offset() - request.frameLength(),
        database,
        text(0, request.length(0)).toUpperCase(ROOT),
        arguments(),
        request.count() - 1,
        request.frameLength());
  }

  private List<ArgumentDescriptor> arguments() {
    int shown = Math.min(request.count() - 1, limits.maxArguments());
    var arguments = new ArrayList<ArgumentDescriptor>(shown);
    for (int i = 1; i <= shown; i++) {
      arguments.add(argument(i));
    }
    return arguments;
  }

  private ArgumentDescriptor argument(int i) {
    int length = request.length(i);
    return new ArgumentDescriptor(text(i, length), length, length > limits.maxArgumentBytes());
  }

  private String text(int i, int length) {
    int shown = Math.min(length, limits.maxArgumentBytes());
    return PrintableText.of(request.bytes(), request.start(i), shown);
  }

  private void select() {
    if (request.is(0, "SELECT") && request.count() == 2) {
      var index = request.text(1);
      boolean isNumber = index.matches("\\d{1," + DATABASE_DIGITS + "}");
      database = isNumber ? Integer.valueOf(index) : null;
    }
  }

  /**
   * What was read.
   *
   * @param startOffset where the first command begins, or the slice's end if none does
   * @param endOffset behind the last command
   */
  record Decoded(long startOffset, List<CommandDescriptor> commands, long endOffset) {}
}
