package io.lockstep.command.sortedset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.key.ElementScan;
import io.lockstep.command.text.SeventeenDigits;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.Decimal;

/** ZSCAN. */
final class SortedSetScan {
  private static final long MAX_WHOLE = 1L << 62; // beyond it Redis keeps the text

  private SortedSetScan() {}

  static void zscan(Call call) {
    ElementScan scan = ElementScan.of(call);
    int record = call.read(1, RecordType.SORTED_SET);
    if (record == Database.NONE) {
      scan.answerNothing();
      return;
    }
    scan.readOptions();
    SortedSetValue set = call.collections().sortedSet(record);
    boolean isPacked = set.isPacked();
    long next =
        set.scan(
            scan.cursor(),
            scan.count(),
            (member, score) -> {
              if (scan.admits(member)) {
                scan.add(member);
                scan.add(text(score, isPacked));
              }
            });
    scan.answer(next);
  }

  /** Redis shows the score of a small set as it keeps it, and that of a big one in its own way. */
  private static byte[] text(double score, boolean isPacked) {
    return (isPacked ? packedText(score) : SeventeenDigits.text(score)).getBytes(ISO_8859_1);
  }

  private static String packedText(double score) {
    long whole = (long) score;
    boolean isWhole = whole == score && Math.abs(whole) <= MAX_WHOLE;
    return isWhole ? Long.toString(whole) : Decimal.text(score);
  }
}
