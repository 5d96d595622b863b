package io.lockstep.command.bit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import java.lang.foreign.MemorySegment;

/**
 * What BITOP does with strings, bit by bit; a string that is shorter than another ends in zeros.
 */
enum BitOperation {
  AND,
  OR,
  XOR,
  NOT;

  /** The operation that an argument names. */
  static BitOperation of(Call call, int i) {
    for (BitOperation operation : values()) {
      if (call.is(i, operation.name())) {
        return operation;
      }
    }
    throw new CommandException(Errors.SYNTAX);
  }

  /** Makes the first source the result so far; the result is as long as the longest source. */
  void begin(MemorySegment result, MemorySegment source) {
    MemorySegment.copy(source, 0, result, 0, source.byteSize());
    if (this == NOT) {
      join(result, source, source.byteSize());
    }
  }

  /** Joins a further source to the result so far. */
  void join(MemorySegment result, MemorySegment source) {
    join(result, source, source.byteSize());
    if (this == AND) {
      result.asSlice(source.byteSize()).fill((byte) 0);
    }
  }

  private void join(MemorySegment result, MemorySegment source, long bytes) {
    long at = 0;
    for (; at + 8 <= bytes; at += 8) {
      long former = result.get(JAVA_LONG_UNALIGNED, at);
      result.set(JAVA_LONG_UNALIGNED, at, combined(former, source.get(JAVA_LONG_UNALIGNED, at)));
    }
    for (; at < bytes; at++) {
      long former = result.get(JAVA_BYTE, at);
      result.set(JAVA_BYTE, at, (byte) combined(former, source.get(JAVA_BYTE, at)));
    }
  }

  private long combined(long former, long further) {
    return switch (this) {
      case AND -> former & further;
      case OR -> former | further;
      case XOR -> former ^ further;
      case NOT -> ~further;
    };
  }
}
