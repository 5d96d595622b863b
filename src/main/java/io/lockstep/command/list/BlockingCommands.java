package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.list.ListMoves.PopTerms;
import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;

/** The verbs that wait for an element when there is none. The log gets their plain forms. */
final class BlockingCommands {
  private BlockingCommands() {}

  static void blpop(Call call) {
    pop(call, ListEnd.LEFT);
  }

  static void brpop(Call call) {
    pop(call, ListEnd.RIGHT);
  }

  private static void pop(Call call, ListEnd end) {
    int timeout = call.count() - 1;
    long untilMs = call.arguments().deadlineFromSeconds(timeout);
    for (int key = 1; key < timeout; key++) {
      int record = call.write(key, RecordType.LIST);
      if (record != Database.NONE) {
        popFrom(call, key, record, end);
        return;
      }
    }
    call.waitForKeys(KeyTerms.of(RecordType.LIST, untilMs, 1, timeout - 1));
  }

  private static void popFrom(Call call, int key, int record, ListEnd end) {
    call.reply().array(2);
    call.reply().bulk(call.bytes(), call.start(key), call.length(key));
    ListEnds.answerOne(call, key, call.collections().list(record), end);
    call.effects().rewrite(2).argument(end.popCommand()).argument(call.request(), key);
  }

  static void blmpop(Call call) {
    long untilMs = call.arguments().deadlineFromSeconds(1);
    PopTerms terms = PopTerms.read(call, 2);
    if (!ListMoves.popFirstOf(call, terms)) {
      int keys = terms.lastKey() - terms.firstKey() + 1;
      call.waitForKeys(KeyTerms.of(RecordType.LIST, untilMs, terms.firstKey(), keys));
    }
  }

  static void blmove(Call call) {
    ListEnd from = ListEnd.of(call, 3);
    ListEnd to = ListEnd.of(call, 4);
    if (moved(call, call.arguments().deadlineFromSeconds(5), from, to)) {
      call.effects()
          .rewrite(5)
          .argument("LMOVE")
          .argument(call.request(), 1)
          .argument(call.request(), 2)
          .argument(call.request(), 3)
          .argument(call.request(), 4);
    }
  }

  static void brpoplpush(Call call) {
    if (moved(call, call.arguments().deadlineFromSeconds(3), ListEnd.RIGHT, ListEnd.LEFT)) {
      call.effects()
          .rewrite(3)
          .argument("RPOPLPUSH")
          .argument(call.request(), 1)
          .argument(call.request(), 2);
    }
  }

  /** Moves an element now, or waits for one. */
  private static boolean moved(Call call, long untilMs, ListEnd from, ListEnd to) {
    int source = call.write(1, RecordType.LIST);
    if (source != Database.NONE) {
      ListMoves.move(call, source, from, to);
    } else if (call.mayWait()) {
      call.waitForKeys(KeyTerms.of(RecordType.LIST, untilMs, 1, 1));
    } else {
      call.reply().nil();
    }
    return source != Database.NONE;
  }
}
