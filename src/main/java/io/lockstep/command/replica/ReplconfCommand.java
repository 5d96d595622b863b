package io.lockstep.command.replica;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.text.Numbers;
import java.util.Locale;

/**
 * REPLCONF: what a replica says about itself before PSYNC, and acknowledgements after it. Those
 * have no reply at all, not even an error.
 */
final class ReplconfCommand {

  private static final int MAX_ADDRESS_BYTES = 255;

  private ReplconfCommand() {}

  static void run(Call call) {
    if (call.count() % 2 == 0) {
      throw new CommandException(Errors.SYNTAX);
    }
    for (int i = 1; i < call.count(); i += 2) {
      switch (call.text(i).toLowerCase(Locale.ROOT)) {
        case "ack" -> {
          acknowledged(call, i + 1);
          return;
        }
        case "getack" -> {
          acknowledge(call);
          return;
        }
        default -> configure(call, i);
      }
    }
    call.ok();
  }

  private static void acknowledged(Call call, int i) {
    long offset = Numbers.parse(call.bytes(), call.start(i), call.length(i));
    if (call.client().isReplica() && offset != Numbers.INVALID) {
      call.node().replication().acknowledged(call.client(), offset);
    }
  }

  private static void acknowledge(Call call) {
    if (call.client().isMaster()) {
      call.node().replication().acknowledge();
    }
  }

  private static void configure(Call call, int i) {
    check(call, i);
    if (!call.node().replication().replconf(call.client(), call.text(i), call.text(i + 1))) {
      throw new CommandException(
          "ERR Unrecognized REPLCONF option: " + Errors.untilNul(call.text(i)));
    }
  }

  private static void check(Call call, int i) {
    if (call.is(i, "LISTENING-PORT")) {
      call.arguments().number(i + 1);
    } else if (call.is(i, "RDB-ONLY")) {
      requireFlag(call, i + 1);
    } else if (call.is(i, "IP-ADDRESS") && call.length(i + 1) > MAX_ADDRESS_BYTES) {
      throw new CommandException(
          "ERR REPLCONF ip-address provided by replica instance is too long: "
              + call.length(i + 1)
              + " bytes");
    }
  }

  private static void requireFlag(Call call, int i) {
    long value = call.arguments().number(i);
    if (value != 0 && value != 1) {
      throw new CommandException("ERR value is out of range, value must between 0 and 1");
    }
  }
}
