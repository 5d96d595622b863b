package io.lockstep.command.string;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.ReplyWriter;
import java.lang.foreign.MemorySegment;

/** LCS: what two strings have in common, as text, as a length, or as the ranges that match. */
final class LcsCommand {

  private static final long BYTES_PER_CELL = Integer.BYTES;

  private LcsCommand() {}

  /** What was asked for, besides the two keys. */
  private record Options(boolean length, boolean ranges, boolean lengths, long minLength) {}

  static void lcs(Call call) {
    int first = readString(call, 1);
    int second = readString(call, 2);
    Options options = parse(call);
    MemorySegment a = value(call, first);
    MemorySegment b = value(call, second);
    requireMemory(call, a.byteSize(), b.byteSize());
    try (var common = LongestCommonSubsequence.of(a, b)) {
      answer(call.reply(), common, options);
    } catch (OutOfMemoryError tooMuch) {
      throw new CommandException(Errors.LCS_NO_MEMORY);
    }
  }

  private static int readString(Call call, int i) {
    int record = call.read(i);
    if (record != Database.NONE && call.records().type(record) != RecordType.STRING) {
      throw new CommandException(Errors.LCS_NOT_STRINGS);
    }
    return record;
  }

  private static MemorySegment value(Call call, int record) {
    if (record == Database.NONE) {
      return MemorySegment.NULL;
    }
    var records = call.records();
    return records
        .segment(record)
        .asSlice(records.valueOffset(record), records.valueLength(record));
  }

  private static Options parse(Call call) {
    boolean length = false;
    boolean ranges = false;
    boolean lengths = false;
    long minLength = 0;
    for (int i = 3; i < call.count(); i++) {
      if (call.is(i, "IDX")) {
        ranges = true;
      } else if (call.is(i, "LEN")) {
        length = true;
      } else if (call.is(i, "WITHMATCHLEN")) {
        lengths = true;
      } else if (call.is(i, "MINMATCHLEN") && i + 1 < call.count()) {
        minLength = Math.max(0, call.arguments().number(++i));
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
    if (length && ranges) {
      throw new CommandException(Errors.LCS_LEN_AND_IDX);
    }
    return new Options(length, ranges, lengths, minLength);
  }

  private static void requireMemory(Call call, long a, long b) {
    long limit = call.node().settings().protocolLimits.maxBulkBytes();
    if ((a + 1) * (b + 1) > limit / BYTES_PER_CELL) {
      throw new CommandException(Errors.LCS_TOO_BIG);
    }
  }

  private static void answer(ReplyWriter reply, LongestCommonSubsequence common, Options options) {
    if (options.ranges()) {
      answerRanges(reply, common, options);
    } else if (options.length()) {
      reply.integer(common.length());
    } else {
      reply.bulk(common.text());
    }
  }

  private static void answerRanges(
      ReplyWriter reply, LongestCommonSubsequence common, Options options) {
    reply.map(2);
    reply.text("matches");
    int mark = reply.deferArray();
    int count = 0;
    for (var match : common.matches()) {
      if (match.length() >= options.minLength()) {
        answerMatch(reply, match, options.lengths());
        count++;
      }
    }
    reply.settle(mark, count);
    reply.text("len");
    reply.integer(common.length());
  }

  private static void answerMatch(
      ReplyWriter reply, LongestCommonSubsequence.Match match, boolean withLength) {
    reply.array(withLength ? 3 : 2);
    answerRange(reply, match.startInA(), match.length());
    answerRange(reply, match.startInB(), match.length());
    if (withLength) {
      reply.integer(match.length());
    }
  }

  private static void answerRange(ReplyWriter reply, long start, long length) {
    reply.array(2);
    reply.integer(start);
    reply.integer(start + length - 1);
  }
}
