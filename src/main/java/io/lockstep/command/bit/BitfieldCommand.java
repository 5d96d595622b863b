package io.lockstep.command.bit;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.text.Numbers;
import io.lockstep.resp.ReplyWriter;
import java.util.ArrayList;
import java.util.List;

/** BITFIELD: a string as numbers of any width at any bit, read, written and counted up. */
final class BitfieldCommand {

  /** What to do with a field. */
  private enum Verb {
    GET,
    SET,
    INCRBY
  }

  /** One step of the request. */
  private record Step(Verb verb, BitfieldType type, long at, long operand, Overflow overflow) {
    boolean writes() {
      return verb != Verb.GET;
    }

    long lastBit() {
      return at + type.width() - 1;
    }
  }

  private BitfieldCommand() {}

  static void bitfield(Call call) {
    List<Step> steps = parse(call);
    if (steps.stream().anyMatch(Step::writes)) {
      write(call, steps);
    } else {
      read(call, steps);
    }
  }

  static void bitfieldReadOnly(Call call) {
    List<Step> steps = parse(call);
    if (steps.stream().anyMatch(Step::writes)) {
      throw new CommandException(Errors.BITFIELD_READ_ONLY);
    }
    read(call, steps);
  }

  // ---- parse

  private static List<Step> parse(Call call) {
    List<Step> steps = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    for (int i = 2; i < call.count(); ) {
      int left = call.count() - i - 1;
      if (call.is(i, "OVERFLOW") && left >= 1) {
        overflow = Overflow.of(call, i + 1);
        i += 2;
      } else {
        Step step = step(call, i, verb(call, i, left), overflow);
        steps.add(step);
        i += step.writes() ? 4 : 3;
      }
    }
    return steps;
  }

  private static Verb verb(Call call, int i, int left) {
    if (call.is(i, "GET") && left >= 2) {
      return Verb.GET;
    }
    if (call.is(i, "SET") && left >= 3) {
      return Verb.SET;
    }
    if (call.is(i, "INCRBY") && left >= 3) {
      return Verb.INCRBY;
    }
    throw new CommandException(Errors.SYNTAX);
  }

  private static Step step(Call call, int i, Verb verb, Overflow overflow) {
    BitfieldType type = BitfieldType.of(call, i + 1);
    long at = offset(call, i + 2, type.width());
    long operand = verb == Verb.GET ? 0 : call.arguments().number(i + 3);
    return new Step(verb, type, at, operand, overflow);
  }

  /** An offset in bits, or in fields of this width if it begins with {@code #}. */
  private static long offset(Call call, int i, int width) {
    int start = call.start(i);
    boolean inFields = call.length(i) > 0 && call.bytes()[start] == '#';
    int sign = inFields ? 1 : 0;
    long offset = Numbers.parse(call.bytes(), start + sign, call.length(i) - sign);
    if (offset < 0) {
      throw new CommandException(Errors.BIT_OFFSET);
    }
    return BitCommands.checkedOffset(call, inFields ? offset * width : offset);
  }

  // ---- act

  private static void read(Call call, List<Step> steps) {
    BitString bits = BitCommands.readable(call, call.readString(1));
    call.reply().array(steps.size());
    steps.forEach(step -> call.reply().integer(step.type().read(bits, step.at())));
  }

  private static void write(Call call, List<Step> steps) {
    int record = call.writeString(1);
    long lastBit = steps.stream().filter(Step::writes).mapToLong(Step::lastBit).max().orElseThrow();
    int former = BitCommands.length(call, record);
    BitString bits = BitCommands.writable(call, record, lastBit);
    boolean hasGrown = bits.length() > former;
    call.reply().array(steps.size());
    for (Step step : steps) {
      if (perform(call.reply(), step, bits, hasGrown)) {
        call.changed(1);
      }
    }
    if (call.effects().changes() > 0) {
      call.event(EventClass.STRING, "setbit", 1);
    }
  }

  /** Does one step and answers it; tells whether that was a change. */
  private static boolean perform(ReplyWriter reply, Step step, BitString bits, boolean hasGrown) {
    long former = step.type().read(bits, step.at());
    return switch (step.verb()) {
      case GET -> {
        reply.integer(former);
        yield false;
      }
      case SET -> write(reply, step, bits, former, step.operand(), 0, hasGrown);
      case INCRBY -> write(reply, step, bits, former, former, step.operand(), hasGrown);
    };
  }

  private static boolean write(
      ReplyWriter reply,
      Step step,
      BitString bits,
      long former,
      long value,
      long increment,
      boolean hasGrown) {
    int beyond = step.type().overflowOf(value, increment);
    if (beyond != 0 && step.overflow() == Overflow.FAIL) {
      reply.nil();
      return false;
    }
    long next = step.type().bounded(value, increment, beyond, step.overflow());
    reply.integer(step.verb() == Verb.SET ? former : next);
    bits.field(step.at(), step.type().width(), next);
    return hasGrown || next != former;
  }
}
