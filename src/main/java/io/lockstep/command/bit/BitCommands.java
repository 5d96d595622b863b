package io.lockstep.command.bit;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;
import static io.lockstep.memory.Records.NO_EXPIRY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.string.StringLength;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** The verbs that see a string as a row of bits. */
public final class BitCommands {

  /** Every command of bits. */
  public static final List<Command> TABLE =
      List.of(
          command(
              "setbit",
              4,
              "write denyoom",
              "bitmap",
              BitCommands::setbit,
              key("RW ACCESS UPDATE", 1)),
          command("getbit", 3, "readonly fast", "bitmap", BitCommands::getbit, key("RO ACCESS", 1)),
          command("bitcount", -2, "readonly", "bitmap", BitCommands::bitcount, key("RO ACCESS", 1)),
          command("bitpos", -3, "readonly", "bitmap", BitCommands::bitpos, key("RO ACCESS", 1)),
          command(
              "bitop",
              -4,
              "write denyoom",
              "bitmap",
              BitCommands::bitop,
              key("OW UPDATE", 2),
              keys("RO ACCESS", 3, -1, 1)),
          command(
              "bitfield",
              -2,
              "write denyoom",
              "bitmap",
              BitfieldCommand::bitfield,
              key("RW ACCESS UPDATE VARIABLE_FLAGS", 1)),
          command(
              "bitfield_ro",
              -2,
              "readonly fast",
              "bitmap",
              BitfieldCommand::bitfieldReadOnly,
              key("RO ACCESS", 1)));

  private static final byte[] NOTHING = {};

  private BitCommands() {}

  // ---- one bit

  static void setbit(Call call) {
    long at = bitOffset(call, 2);
    long bit = call.arguments().numberBetween(3, 0, 1, Errors.BIT_VALUE);
    int record = call.writeString(1);
    boolean hasGrown = length(call, record) < byteCount(at);
    BitString bits = writable(call, record, at);
    long former = bits.field(at, 1);
    if (hasGrown || former != bit) {
      bits.field(at, 1, bit);
      call.changed(1);
      call.event(EventClass.STRING, "setbit", 1);
    }
    call.reply().integer(former);
  }

  static void getbit(Call call) {
    long at = bitOffset(call, 2);
    call.reply().integer(readable(call, call.readString(1)).field(at, 1));
  }

  private static long bitOffset(Call call, int i) {
    return checkedOffset(call, call.arguments().number(i, Errors.BIT_OFFSET));
  }

  /** Refuses a bit that no string may reach. */
  static long checkedOffset(Call call, long bit) {
    if (bit < 0 || bit >>> 3 >= StringLength.limit(call)) {
      throw new CommandException(Errors.BIT_OFFSET);
    }
    return bit;
  }

  private static long byteCount(long lastBit) {
    return (lastBit >>> 3) + 1;
  }

  static int length(Call call, int record) {
    return record == Database.NONE ? 0 : call.records().valueLength(record);
  }

  /** A record's value, or no bits. */
  static BitString readable(Call call, int record) {
    if (record == Database.NONE) {
      return new BitString(MemorySegment.NULL, 0, 0);
    }
    Records records = call.records();
    return new BitString(
        records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  /** A value that reaches to a bit at least and may be written; it is raw from then on. */
  static BitString writable(Call call, int record, long lastBit) {
    int length = Math.max(length(call, record), (int) byteCount(lastBit));
    int existing = record == Database.NONE ? create(call, 1) : record;
    int owned = call.database().resizeValue(existing, length);
    call.records().markRaw(owned);
    return readable(call, owned);
  }

  /** Makes the key an empty string; that it is changed is left to be told. */
  private static int create(Call call, int key) {
    return call.strings().store(key, NOTHING, 0, 0, NO_EXPIRY);
  }

  // ---- ranges of bits

  static void bitcount(Call call) {
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().integer(0);
      return;
    }
    BitString bits = readable(call, record);
    BitRange range = countedRange(call, bits);
    call.reply().integer(range.isEmpty() ? 0 : bits.count(range.first(), range.last()));
  }

  private static BitRange countedRange(Call call, BitString bits) {
    return switch (call.count()) {
      case 2 -> BitRange.all(bits);
      case 4, 5 -> {
        long start = call.arguments().number(2);
        long end = call.arguments().number(3);
        if (start < 0 && end < 0 && start > end) {
          yield BitRange.EMPTY;
        }
        yield BitRange.of(start, end, countsBits(call, 4), bits);
      }
      default -> throw new CommandException(Errors.SYNTAX);
    };
  }

  /** Whether positions are in bits, as the argument says if it is there. */
  private static boolean countsBits(Call call, int i) {
    if (i < call.count() && !call.is(i, "BIT") && !call.is(i, "BYTE")) {
      throw new CommandException(Errors.SYNTAX);
    }
    return i < call.count() && call.is(i, "BIT");
  }

  static void bitpos(Call call) {
    boolean wanted = wantedBit(call);
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().integer(wanted ? -1 : 0);
      return;
    }
    BitString bits = readable(call, record);
    BitRange range = searchedRange(call, bits);
    call.reply().integer(position(bits, wanted, range, call.count() >= 5));
  }

  private static boolean wantedBit(Call call) {
    long bit = call.arguments().number(2);
    if (bit != 0 && bit != 1) {
      throw new CommandException(Errors.BIT_ARGUMENT);
    }
    return bit == 1;
  }

  private static BitRange searchedRange(Call call, BitString bits) {
    return switch (call.count()) {
      case 3 -> BitRange.all(bits);
      case 4 -> BitRange.of(call.arguments().number(3), -1, false, bits);
      case 5, 6 -> {
        long start = call.arguments().number(3);
        boolean inBits = countsBits(call, 5);
        yield BitRange.of(start, call.arguments().number(4), inBits, bits);
      }
      default -> throw new CommandException(Errors.SYNTAX);
    };
  }

  /** Unless the end was given, clear bits follow the value for ever. */
  private static long position(BitString bits, boolean set, BitRange range, boolean hasEnd) {
    if (range.isEmpty()) {
      return -1;
    }
    long found = bits.position(set, range.first(), range.last());
    return found < 0 && !set && !hasEnd ? bits.bits() : found;
  }

  // ---- several strings

  static void bitop(Call call) {
    BitOperation operation = BitOperation.of(call, 1);
    if (operation == BitOperation.NOT && call.count() != 4) {
      throw new CommandException(Errors.BITOP_NOT);
    }
    MemorySegment[] sources = sources(call);
    int length = (int) Arrays.stream(sources).mapToLong(MemorySegment::byteSize).max().orElse(0);
    if (length == 0) {
      deleteTarget(call);
    } else {
      storeResult(call, operation, sources, length);
    }
    call.reply().integer(length);
  }

  private static MemorySegment[] sources(Call call) {
    MemorySegment[] sources = new MemorySegment[call.count() - 3];
    for (int i = 0; i < sources.length; i++) {
      BitString bits = readable(call, call.readString(i + 3));
      sources[i] = bits.segment().asSlice(bits.offset(), bits.length());
    }
    return sources;
  }

  private static void deleteTarget(Call call) {
    if (call.database().delete(call.bytes(), call.start(2), call.length(2))) {
      call.changed(2);
      call.event(EventClass.GENERIC, "del", 2);
    }
  }

  /** The result is made aside, as the target may be one of the sources. */
  private static void storeResult(
      Call call, BitOperation operation, MemorySegment[] sources, int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(length);
      operation.begin(result, sources[0]);
      for (int i = 1; i < sources.length; i++) {
        operation.join(result, sources[i]);
      }
      storeTarget(call, result);
    }
  }

  private static void storeTarget(Call call, MemorySegment result) {
    Records records = call.records();
    int length = (int) result.byteSize();
    int target = call.database().resizeValue(create(call, 2), length);
    MemorySegment.copy(
        result,
        JAVA_BYTE,
        0,
        records.segment(target),
        JAVA_BYTE,
        records.valueOffset(target),
        length);
    records.markRaw(target);
    call.changed(2);
    call.event(EventClass.STRING, "set", 2);
  }
}
