package io.lockstep.command.string;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/** How long a string may become: {@code proto-max-bulk-len}, and what a record can hold. */
public final class StringLength {

  private static final long MAX_BYTES = Integer.MAX_VALUE - 1024;

  private StringLength() {}

  /**
   * The length of a string that gets so many bytes at an offset; our master may exceed the limit,
   * since it has done so already.
   *
   * @throws CommandException "string exceeds maximum allowed size"
   */
  static int checked(Call call, long offset, int added) {
    if (offset > limit(call) - added) {
      throw new CommandException(Errors.STRING_TOO_LONG);
    }
    return (int) offset + added;
  }

  /** Bytes that a string may have. */
  public static long limit(Call call) {
    return call.client().isMaster()
        ? MAX_BYTES
        : Math.min(MAX_BYTES, call.node().settings().protocolLimits.maxBulkBytes());
  }
}
