package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.LiveFields;
import io.lockstep.command.key.ElementScan;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;

/** HSCAN. */
final class HashScan {
  private HashScan() {}

  static void hscan(Call call) {
    ElementScan scan = ElementScan.of(call);
    int record = call.read(1, RecordType.HASH);
    if (record == Database.NONE) {
      scan.answerNothing();
      return;
    }
    scan.readOptions();
    LiveFields fields = call.node().liveFields();
    long next =
        call.collections()
            .hash(record)
            .scan(
                scan.cursor(),
                scan.count(),
                (field, value, expireAtMs) -> {
                  if (!fields.isHidden(call, expireAtMs) && scan.admits(field)) {
                    scan.add(field);
                    scan.add(value);
                  }
                });
    scan.answer(next);
  }
}
