package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Scales;
import io.lockstep.memory.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What RESTORE is given may be anything: it becomes a whole value, or nothing of it stays. */
class PayloadMutationTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_408);
  private static final int ROUNDS = Integer.getInteger("fuzz.mutations", 30_000);
  private static final int BALANCE_EVERY = 100;
  private static final byte[] KEY = "restored".getBytes(ISO_8859_1);
  private static final int FOOTER_BYTES = 10;

  private final Random random = new Random(SEED);

  @Test
  void survivesDamagedPayloads() throws IOException {
    List<byte[]> bodies = bodies();
    int whole = 0;
    try (Keyspace keyspace = new Keyspace(4, 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        whole += restore(keyspace, damaged(bodies.get(random.nextInt(bodies.size()))), round);
        if (round % BALANCE_EVERY == 0) {
          Scales.assertBalanced(keyspace);
        }
      }
    }
    assertThat(whole).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  private int restore(Keyspace keyspace, byte[] body, int round) {
    byte[] bytes = Arrays.copyOf(body, body.length + FOOTER_BYTES);
    bytes[body.length] = (byte) (random.nextInt(4) == 0 ? 80 : 11); // the version
    Database antechamber = keyspace.antechamber();
    try {
      var payload = new ValuePayload(bytes, 0, bytes.length);
      int record = payload.load(KEY, Records.NO_EXPIRY, antechamber, keyspace.records());
      ValuePayload.of(keyspace.records(), record, true);
      antechamber.delete(record);
      return 1;
    } catch (IOException expected) {
      antechamber.clear();
      return 0;
    } catch (Throwable other) {
      return fail("-Dfuzz.seed=%d round %d".formatted(SEED, round), other);
    }
  }

  private byte[] damaged(byte[] sound) {
    byte[] body = sound.clone();
    switch (random.nextInt(4)) {
      case 0 -> body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> body[random.nextInt(body.length)] = (byte) random.nextInt();
      case 2 -> body[0] = (byte) random.nextInt(RdbType.STREAM_LISTPACKS_4 + 1);
      default -> body = Arrays.copyOf(body, random.nextInt(body.length));
    }
    return body;
  }

  private List<byte[]> bodies() throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (RdbVersion version : RdbVersion.values()) {
      try (Keyspace keyspace = new Keyspace(4, 1)) {
        Samples.fill(keyspace, random, version);
        for (int index = 0; index < keyspace.databaseCount(); index++) {
          keyspace
              .database(index)
              .forEach(record -> bodies.add(body(keyspace.records(), record, version)));
        }
      }
    }
    return bodies;
  }

  private static byte[] body(Records records, int record, RdbVersion version) {
    var sink = new ByteArrayOutputStream();
    try {
      var out = new RdbOutput(sink, false);
      var strings = new RdbStringWriter(out, false);
      ValueWriter writer = new ValueWriters(out, strings, records, version).of(record);
      int type = writer.type(record);
      out.u8(type);
      writer.write(record, type);
      out.finish();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return Arrays.copyOf(sink.toByteArray(), sink.size() - Long.BYTES);
  }
}
