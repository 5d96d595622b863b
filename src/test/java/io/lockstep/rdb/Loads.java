package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.memory.Records;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Loads files in tests, and shows keyspaces as text. */
final class Loads {
  static final long NOW_MS = 1_700_000_000_000L;
  static final int DATABASES = 16;

  private Loads() {}

  static RdbContents load(byte[] file) throws IOException {
    return load(file, RdbReadOptions.forReplica(NOW_MS));
  }

  static RdbContents load(byte[] file, RdbReadOptions options) throws IOException {
    return new RdbReader(options, seed -> new Keyspace(DATABASES, seed.orElse(7)))
        .load(new ByteArrayInputStream(file));
  }

  /** The content of a database; the keyspace is closed. */
  static Map<String, String> strings(RdbContents contents, int database) {
    try (Keyspace keyspace = contents.keyspace()) {
      return strings(keyspace, database);
    }
  }

  static Map<String, String> strings(Keyspace keyspace, int database) {
    var strings = new TreeMap<String, String>();
    Records records = keyspace.records();
    keyspace
        .database(database)
        .forEach(r -> strings.put(text(records.key(r)), text(records.value(r))));
    return strings;
  }

  static int put(Keyspace keyspace, int database, String key, String value, long expireAtMs) {
    byte[] k = key.getBytes(ISO_8859_1);
    byte[] v = value.getBytes(ISO_8859_1);
    return keyspace.database(database).putString(k, 0, k.length, v, 0, v.length, expireAtMs);
  }

  static int find(Keyspace keyspace, int database, String key) {
    byte[] k = key.getBytes(ISO_8859_1);
    Database in = keyspace.database(database);
    return in.find(k, 0, k.length);
  }

  static byte[] resource(String name) {
    try (InputStream in = Loads.class.getResourceAsStream("/rdb/" + name + ".rdb")) {
      if (in == null) {
        throw new IllegalArgumentException("no file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
