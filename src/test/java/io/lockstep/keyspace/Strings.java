package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A database by strings, for tests. */
record Strings(Keyspace keyspace, Database database) {
  static Strings in(Keyspace keyspace) {
    return new Strings(keyspace, keyspace.database(0));
  }

  int put(String key, String value) {
    return put(key, value, -1);
  }

  int put(String key, String value, long expireAtMs) {
    byte[] name = key.getBytes(US_ASCII);
    byte[] bytes = value.getBytes(US_ASCII);
    return database.putString(name, 0, name.length, bytes, 0, bytes.length, expireAtMs);
  }

  int find(String key) {
    byte[] name = key.getBytes(US_ASCII);
    return database.find(name, 0, name.length);
  }

  boolean delete(String key) {
    byte[] name = key.getBytes(US_ASCII);
    return database.delete(name, 0, name.length);
  }

  String key(int record) {
    return new String(keyspace.records().key(record), US_ASCII);
  }

  String value(int record) {
    return new String(keyspace.records().value(record), US_ASCII);
  }
}
