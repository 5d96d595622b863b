package io.lockstep.command.debug;

import io.lockstep.command.Call;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.util.Arrays;

/** Fills a database with numbered keys, as DEBUG POPULATE does; no object is made for a key. */
final class Population {

  private static final int MAX_KEY_LENGTH = 127;
  private static final int MAX_DIGITS = 19;
  private static final byte[] VALUE = {'v', 'a', 'l', 'u', 'e', ':'};

  private final Call call;
  private final byte[] key;
  private final int prefixLength;
  private final byte[] value;
  private final int valueLength;

  /**
   * A plan.
   *
   * @param prefix what stands before the colon and the number in each key
   * @param valueLength the length of all values, padded with zero bytes; 0 for what they need
   */
  Population(Call call, byte[] prefix, int valueLength) {
    this.call = call;
    prefixLength = prefix.length + 1;
    key = Arrays.copyOf(prefix, prefixLength + MAX_DIGITS);
    key[prefix.length] = ':';
    this.valueLength = valueLength;
    value = Arrays.copyOf(VALUE, Math.max(VALUE.length + MAX_DIGITS, valueLength));
  }

  /** Adds keys 0 to {@code count} − 1, without those that are there. */
  void add(long count) {
    call.database().expect(count);
    for (long number = 0; number < count; number++) {
      add(number, digits(number));
    }
  }

  private void add(long number, int digits) {
    write(number, key, prefixLength, digits);
    int keyLength = Math.min(MAX_KEY_LENGTH, prefixLength + digits);
    Database database = call.database();
    int index = call.client().database();
    int there = database.find(key, 0, keyLength);
    if (call.node().liveKeys().live(call.client(), index, there) == Database.NONE) {
      write(number, value, VALUE.length, digits);
      int length = valueLength == 0 ? VALUE.length + digits : valueLength;
      database.putString(key, 0, keyLength, value, 0, length, Records.NO_EXPIRY);
      call.node().watches().changed(index, key, 0, keyLength);
    }
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static void write(long number, byte[] into, int start, int digits) {
    long rest = number;
    for (int i = start + digits - 1; i >= start; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
