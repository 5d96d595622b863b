package io.lockstep.simulation;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.Arrays;

/** A hash of all keys, values and times of expiry, whatever their order in the tables. */
final class Fingerprint {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Fingerprint() {}

  static long of(Keyspace data) {
    long[] sum = {0};
    Records records = data.records();
    for (int i = 0; i < data.databaseCount(); i++) {
      Database database = data.database(i);
      long salt = PRIME * (i + 1);
      database.forEach(record -> sum[0] += of(records, record, salt));
    }
    return sum[0];
  }

  private static long of(Records records, int record, long salt) {
    long hash = salt;
    hash = mix(hash, Arrays.hashCode(records.key(record)));
    hash = mix(hash, valueOf(records, record));
    return mix(hash, records.hasExpiry(record) ? records.expireAtMs(record) : -1);
  }

  private static long valueOf(Records records, int record) {
    return records.type(record) == RecordType.HASH
        ? fieldsOf(records, record)
        : Arrays.hashCode(records.value(record));
  }

  private static long fieldsOf(Records records, int record) {
    long[] sum = {0};
    new HashReader(records)
        .forEachTimed(
            record,
            (field, value, expireAtMs) -> {
              long hash = mix(PRIME, Arrays.hashCode(field.toBytes()));
              hash = mix(hash, Arrays.hashCode(value.toBytes()));
              sum[0] += mix(hash, expireAtMs);
            });
    return sum[0];
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * PRIME;
    return mixed ^ (mixed >>> 31);
  }
}
