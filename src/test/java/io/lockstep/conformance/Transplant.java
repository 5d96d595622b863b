package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import io.lockstep.rdb.Crc64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dumps every key of a server, restores it into another, and tells which keys did not arrive whole.
 * The other's last database serves for that.
 */
final class Transplant implements AutoCloseable {

  private static final int DATABASES = 3;
  private static final String SPARE_DATABASE = "15";
  private static final int FOOTER = 10;

  /** The newest version of dumps that Redis 7.0 reads, and the type that 7.2 has in addition. */
  private static final int SEVEN_ZERO = 10;

  private static final int SET_LISTPACK = 20;

  private final RedisConnection from;
  private final RedisConnection to;
  private final boolean isDowngrade;

  private Transplant(PeerServer from, PeerServer to) {
    this.from = from.connect();
    this.to = to.connect();
    this.isDowngrade = version(dumped(this.from)) > version(dumped(this.to));
  }

  private static byte[] dumped(RedisConnection server) {
    server.call("SELECT", SPARE_DATABASE);
    server.call("SET", "version", "");
    return bytes(server.call("DUMP", "version"));
  }

  static List<String> failures(PeerServer from, PeerServer to) {
    try (var transplant = new Transplant(from, to)) {
      return transplant.failures();
    }
  }

  private List<String> failures() {
    var failures = new ArrayList<String>();
    for (int database = 0; database < DATABASES; database++) {
      from.call("SELECT", Integer.toString(database));
      for (var key : (List<?>) requireNonNull(from.call("KEYS", "*"))) {
        move(String.valueOf(key), failures);
      }
    }
    to.call("FLUSHDB");
    return failures;
  }

  private void move(String key, List<String> failures) {
    if (!(from.call("DUMP", key) instanceof String dump)) {
      return; // it has run out meanwhile
    }
    var payload = bytes(dump);
    if (isDowngrade && payload[0] == SET_LISTPACK) {
      return;
    }
    var sent = new String(isDowngrade ? relabelled(payload) : payload, ISO_8859_1);
    var reply = to.call("RESTORE", key, timeToLive(key), sent, "REPLACE");
    var wanted = from.call("DEBUG", "DIGEST-VALUE", key);
    var got = to.call("DEBUG", "DIGEST-VALUE", key);
    if (!"OK".equals(reply) || !String.valueOf(wanted).equals(String.valueOf(got))) {
      failures.add(Conformance.escaped(key) + ": " + reply + ", " + Conformance.escaped(sent));
    }
  }

  /** As RESTORE takes it, where 0 is none; digests tell whether there is one. */
  private String timeToLive(String key) {
    return from.call("PTTL", key) instanceof Long ms && ms > 0 ? ms.toString() : "0";
  }

  private static int version(byte[] payload) {
    return payload[payload.length - FOOTER];
  }

  private static byte[] relabelled(byte[] payload) {
    var buffer = ByteBuffer.wrap(payload.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int versionAt = payload.length - FOOTER;
    buffer.putShort(versionAt, (short) SEVEN_ZERO);
    int sumAt = versionAt + Short.BYTES;
    buffer.putLong(sumAt, Crc64.update(0, buffer.array(), 0, sumAt));
    return buffer.array();
  }

  private static byte[] bytes(@Nullable Object dump) {
    return String.valueOf(dump).getBytes(ISO_8859_1);
  }

  @Override
  public void close() {
    from.close();
    to.close();
  }
}
