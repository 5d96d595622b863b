package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.keyspace.ConsumerReader;
import io.lockstep.keyspace.EntryDraft;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupReader;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.PendingWalk;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.keyspace.StreamReader;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.keyspace.StreamWalk;
import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams in files: what a Redis 5 wrote, what is written here, and what was damaged. */
class StreamFilesTest {
  private static final byte[] KEY = "s".getBytes(ISO_8859_1);
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_406);
  private static final int ROUNDS = Integer.getInteger("fuzz.mutations", 5_000);

  @Test
  void loadsTheStreamsOfAnOldServer() throws IOException {
    try (Keyspace loaded = Loads.load(Loads.resource("dump-stream")).keyspace()) {
      assertThat(show(loaded, "my"))
          .containsExactly(
              "length 3 last 1528468321367-0 first 1528466280444-0 deleted 0-0 added 3",
              "1528466280444-0 k=v k1=v1",
              "1528466284783-0 a=b",
              "1528468321367-0 key=value key1=value1");
      assertThat(show(loaded, "nums")).hasSize(1 + 18).contains("1528508109018-0 -2=2");
      assertThat(show(loaded, "listpack")).contains("group g1 last 1528507816954-0 read -1");
      assertThat(show(loaded, "trim")).hasSize(1 + 128); // it says 130, as that server miscounted
    }
  }

  @ParameterizedTest
  @CsvSource({"V9, 0-0, 3, -1, 5", "V10, 1-0, 4, 4, 5", "V11, 1-0, 4, 4, 6"})
  void keepsWhatAVersionKnows(
      RdbVersion version, String deleted, long added, long read, long activeAtMs)
      throws IOException {
    try (Keyspace keyspace = new Keyspace(1, 1)) {
      fill(keyspace);
      try (Keyspace back = Loads.load(written(keyspace, version)).keyspace()) {
        assertThat(show(back, "s"))
            .containsExactly(
                "length 3 last 18-0 first 2-0 deleted " + deleted + " added " + added,
                "2-0 f=v2",
                "3-0 f=v3",
                "18-0 f=v18",
                "group g last 3-0 read " + read,
                "consumer c seen 5 active " + activeAtMs,
                "2-0 of c at 7 count 8",
                "3-0 of c at 7 count 8");
      }
    }
  }

  private static void fill(Keyspace keyspace) {
    StreamValue stream = keyspace.streams();
    stream.create(keyspace.database(0), KEY, 0, 1, Records.NO_EXPIRY);
    for (long ms : new long[] {1, 2, 3, 18}) {
      EntryDraft draft = new EntryDraft();
      byte[] value = ("v" + ms).getBytes(ISO_8859_1);
      draft.add(new byte[] {'f'}, 0, 1);
      draft.add(value, 0, value.length);
      stream.add(new EntryId(ms, 0), draft);
    }
    stream.delete(new EntryId(1, 0));
    stream.createGroup(new byte[] {'g'}, 0, 1, new EntryId(3, 0), 4);
    stream.group().createConsumer(new byte[] {'c'}, 0, 1, 5, 6);
    stream.group().assign(new EntryId(2, 0), 7, 8);
    stream.group().assign(new EntryId(3, 0), 7, 8);
  }

  private static byte[] written(Keyspace keyspace, RdbVersion version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(RdbWriteOptions.usual().withVersion(version))
          .write(snapshot, RdbHeader.of("7.2.0", Loads.NOW_MS), bytes);
    }
    return bytes.toByteArray();
  }

  @Test
  void readsNoDamagedStream() throws IOException {
    byte[] sound = Loads.resource("dump-stream");
    RdbReadOptions options = RdbReadOptions.forReplica(Loads.NOW_MS).withVerification(false);
    var random = new Random(SEED);
    int loaded = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = sound.clone();
      file[random.nextInt(file.length)] = (byte) random.nextInt();
      var reader = new RdbReader(options, seed -> new Keyspace(4, seed.orElse(1)));
      try (Keyspace keyspace = reader.load(new ByteArrayInputStream(file)).keyspace()) {
        showAll(keyspace);
        loaded++;
      } catch (CorruptRdbException | UnsupportedRdbException expected) {
        assertThat(expected.getMessage()).contains("RDB at byte");
      }
    }
    assertThat(loaded).isPositive();
  }

  // ---- as text

  private static void showAll(Keyspace keyspace) {
    keyspace
        .database(0)
        .forEach(
            record -> {
              switch (keyspace.records().type(record)) {
                case STREAM -> show(keyspace.records(), record);
                case STRING, LIST, SET, SORTED_SET, HASH -> {}
              }
            });
  }

  private static List<String> show(Keyspace keyspace, String key) {
    return show(keyspace.records(), Loads.find(keyspace, 0, key));
  }

  private static List<String> show(Records records, int record) {
    List<String> lines = new ArrayList<>();
    StreamReader stream = new StreamReader(records).at(record);
    lines.add(
        "length %d last %s first %s deleted %s added %d"
            .formatted(
                stream.length(),
                stream.lastId(new EntryId()),
                stream.firstId(new EntryId()),
                stream.maxDeletedId(new EntryId()),
                stream.entriesAdded()));
    StreamWalk entries = new StreamWalk(records).all(record);
    while (entries.next()) {
      lines.add(entry(entries));
    }
    GroupReader group = new GroupReader(records);
    for (boolean more = stream.firstGroup(group); more; more = stream.nextGroup(group)) {
      showGroup(records, group, lines);
    }
    return lines;
  }

  private static String entry(StreamWalk entries) {
    StringBuilder line = new StringBuilder(entries.id(new EntryId()).toString());
    while (entries.nextField()) {
      line.append(' ').append(text(entries.name())).append('=').append(text(entries.value()));
    }
    return line.toString();
  }

  private static void showGroup(Records records, GroupReader group, List<String> lines) {
    Element name = new Element();
    group.name(name);
    lines.add(
        "group %s last %s read %d"
            .formatted(text(name), group.lastId(new EntryId()), group.entriesRead()));
    ConsumerReader consumer = new ConsumerReader(records);
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      consumer.name(name);
      lines.add(
          "consumer %s seen %d active %d"
              .formatted(text(name), consumer.seenAtMs(), consumer.activeAtMs()));
    }
    PendingWalk pending = new PendingWalk(records).of(group, new EntryId(), EntryId.largest());
    while (pending.next()) {
      pending.entry().owner(name);
      lines.add(
          "%s of %s at %d count %d"
              .formatted(
                  pending.entry().id(new EntryId()),
                  text(name),
                  pending.entry().deliveredAtMs(),
                  pending.entry().deliveryCount()));
    }
  }

  private static String text(Element element) {
    return new String(element.toBytes(), ISO_8859_1);
  }
}
