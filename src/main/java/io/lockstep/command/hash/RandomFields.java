package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.LiveFields;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** HRANDFIELD. */
final class RandomFields {
  /** Where fewer than one field of so many can be seen, they are not drawn but looked for. */
  private static final int MOST_DRAWS = 64;

  private static final String OUT_OF_RANGE = "ERR value is out of range";

  private final Call call;
  private final HashValue hash;
  private final LiveFields liveFields;
  private final long size; // of what can be seen
  private final RandomGenerator random;
  private final boolean withValues;
  private final Element field = new Element();
  private final Element value = new Element();

  private RandomFields(Call call, HashValue hash, boolean withValues) {
    this.call = call;
    this.hash = hash;
    this.liveFields = call.node().liveFields();
    this.size = liveFields.count(call, hash);
    this.random = call.node().random();
    this.withValues = withValues;
  }

  static void hrandfield(Call call) {
    if (call.count() == 2) {
      one(call);
      return;
    }
    long count = call.arguments().randomCount(2);
    boolean withValues = call.count() > 3;
    if (call.count() > 4 || (withValues && !call.is(3, "WITHVALUES"))) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (withValues && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
      throw new CommandException(OUT_OF_RANGE);
    }
    many(call, count, withValues);
  }

  private static void one(Call call) {
    int record = call.read(1, RecordType.HASH);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      new RandomFields(call, call.collections().hash(record), false).writeOne();
    }
  }

  private static void many(Call call, long count, boolean withValues) {
    int record = call.read(1, RecordType.HASH);
    if (record == Database.NONE || count == 0) {
      call.reply().array(0);
      return;
    }
    RandomFields fields = new RandomFields(call, call.collections().hash(record), withValues);
    if (fields.size == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      fields.writeRepeated(-count);
    } else {
      fields.writeDistinct(count);
    }
  }

  private boolean areFew() {
    return size < hash.size() / MOST_DRAWS;
  }

  private void writeOne() {
    if (size == 0) {
      call.reply().nil();
    } else if (areFew()) {
      writeAt(random.nextLong(size));
    } else {
      writeDrawn();
    }
  }

  private void writeRepeated(long count) {
    begin(count);
    List<byte[][]> few = areFew() ? all() : List.of();
    for (long written = 0; written < count && !call.reply().isLost(); written++) {
      if (few.isEmpty()) {
        writeDrawn();
      } else {
        write(few.get(random.nextInt(few.size())));
      }
    }
  }

  private List<byte[][]> all() {
    List<byte[][]> all = new ArrayList<>();
    liveFields.forEach(
        call, hash, (name, text) -> all.add(new byte[][] {name.toBytes(), text.toBytes()}));
    return all;
  }

  private void writeDrawn() {
    while (liveFields.isHidden(call, hash.random(random, field, value))) {
      // one of a few draws is to be seen
    }
    write(field, value);
  }

  private void writeAt(long index) {
    long[] left = {index};
    liveFields.forEach(
        call,
        hash,
        (name, text) -> {
          if (left[0]-- == 0) {
            write(name, text);
          }
        });
  }

  /** Goes over all and takes each with the chance that it takes to have enough at the end. */
  private void writeDistinct(long count) {
    long wanted = Math.min(count, size);
    begin(wanted);
    long[] left = {size, wanted};
    liveFields.forEach(
        call,
        hash,
        (name, text) -> {
          if (left[1] > 0 && random.nextLong(left[0]) < left[1]) {
            write(name, text);
            left[1]--;
          }
          left[0]--;
        });
  }

  private void begin(long fields) {
    boolean flat = withValues && call.reply().protocol() == 2;
    call.reply().array(flat ? fields * 2 : fields);
  }

  private void write(Element name, Element text) {
    beginPair();
    call.bulk(name);
    if (withValues) {
      call.bulk(text);
    }
  }

  private void write(byte[][] nameAndText) {
    beginPair();
    call.reply().bulk(nameAndText[0]);
    if (withValues) {
      call.reply().bulk(nameAndText[1]);
    }
  }

  private void beginPair() {
    if (withValues && call.reply().protocol() > 2) {
      call.reply().array(2);
    }
  }
}
