package io.lockstep.command.hyperloglog;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;

/** PFDEBUG: what is in a HyperLogLog. */
final class PfdebugCommand {

  private PfdebugCommand() {}

  static void pfdebug(Call call) {
    int record = call.write(2);
    if (record == Database.NONE) {
      throw new CommandException("ERR The specified key does not exist");
    }
    Sketch sketch = Sketch.in(call, record);
    if (call.is(1, "GETREG")) {
      answerRegisters(call, sketch);
    } else if (call.is(1, "DECODE")) {
      answerRuns(call, sketch);
    } else if (call.is(1, "ENCODING")) {
      call.reply().simple(sketch.isDense() ? "dense" : "sparse");
    } else if (call.is(1, "TODENSE")) {
      call.reply().integer(makeDense(call, sketch) ? 1 : 0);
    } else {
      throw new CommandException(
          "ERR Unknown PFDEBUG subcommand '" + Errors.untilNul(call.text(1)) + "'");
    }
  }

  private static void answerRegisters(Call call, Sketch sketch) {
    makeDense(call, sketch);
    call.reply().array(Sketch.REGISTERS);
    for (int i = 0; i < Sketch.REGISTERS; i++) {
      call.reply().integer(sketch.denseRegister(i));
    }
  }

  private static void answerRuns(Call call, Sketch sketch) {
    if (sketch.isDense()) {
      throw new CommandException("ERR HLL encoding is not sparse");
    }
    call.reply().text(sketch.sparseText());
  }

  /** Replicas are to have the same encoding; who watches the key sees the same value. */
  private static boolean makeDense(Call call, Sketch sketch) {
    boolean isChange = sketch.makeDense();
    if (isChange) {
      call.changed();
    }
    return isChange;
  }
}
