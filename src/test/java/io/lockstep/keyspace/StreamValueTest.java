package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams with their groups against models of the JDK, from seeds. */
class StreamValueTest extends CollectionWorld<StreamValueTest.Stream> {

  /** An entry that is pending. */
  record Delivery(String owner, long atMs, long count) {}

  /** A group; consumers have the time when they were seen. */
  record Group(EntryId last, Map<EntryId, Delivery> pending, Map<String, Long> consumers) {}

  /** A stream; an entry is its fields and values in turn. */
  record Stream(TreeMap<EntryId, List<String>> entries, Map<String, Group> groups) {}

  private final Element name = new Element();
  private final EntryDraft draft = new EntryDraft();
  private long clock = 1;
  private int entryBytes;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasAdded(long seed) {
    keyspace.limits().streamNodeMaxEntries = seed == 1 ? 0 : 3L << seed;
    keyspace.limits().streamNodeMaxBytes = seed == 2 ? 0 : 256 << seed;
    entryBytes = 10 << seed;
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    int record = find(key);
    if (record == Database.NONE) {
      keyspace.streams().create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY);
    } else {
      keyspace.streams().at(database, record);
    }
    Stream model = modelOf(key);
    switch (random.nextInt(10)) {
      case 0 -> delete(model, random);
      case 1 -> trim(model, random);
      case 2, 3, 4, 5 -> add(model, random);
      default -> changeGroup(model, random);
    }
    assertThat(stream().length()).isEqualTo(model.entries().size());
    assertThat(stream().firstId(new EntryId()))
        .isEqualTo(model.entries().isEmpty() ? new EntryId() : model.entries().firstKey());
    assertThat(find(key)).isEqualTo(stream().record());
  }

  private StreamValue stream() {
    return keyspace.streams();
  }

  // ---- entries

  private void add(Stream model, Random random) {
    EntryId id = stream().lastId(new EntryId());
    if (random.nextInt(3) > 0) {
      id.set(id.ms() + random.nextInt(300), random.nextInt(2));
    }
    if (id.compareTo(stream().lastId(new EntryId())) <= 0) {
      id.set(stream().lastId(new EntryId())).increment();
    }
    List<String> entry = entry(random);
    draft.clear();
    entry.forEach(part -> draft.add(bytes(part), 0, part.length()));
    stream().add(id, draft);
    model.entries().put(id, entry);
    assertThat(stream().lastId(new EntryId())).isEqualTo(id);
    assertThat(stream().contains(id)).isTrue();
  }

  private List<String> entry(Random random) {
    List<String> entry = new ArrayList<>();
    for (int field = random.nextInt(4); field >= 0; field--) {
      entry.add("f" + (random.nextInt(10) == 0 ? random.nextInt() : field));
      boolean isNumber = random.nextBoolean();
      entry.add(isNumber ? "" + random.nextLong() : "v".repeat(random.nextInt(entryBytes)));
    }
    return entry;
  }

  private EntryId any(Stream model, Random random) {
    EntryId last = stream().lastId(new EntryId());
    EntryId from = new EntryId((long) (random.nextDouble() * last.ms()), random.nextInt(2));
    EntryId found = random.nextInt(5) == 0 ? null : model.entries().ceilingKey(from);
    return found == null ? from : new EntryId().set(found);
  }

  private void delete(Stream model, Random random) {
    EntryId id = any(model, random);
    assertThat(stream().delete(id)).isEqualTo(model.entries().remove(id) != null);
    assertThat(stream().contains(id)).isFalse();
  }

  private void trim(Stream model, Random random) {
    boolean isExact = random.nextBoolean();
    boolean isByLength = random.nextBoolean();
    EntryId from = any(model, random);
    int kept = Math.max(0, model.entries().size() - random.nextInt(20));
    long trimmed =
        isByLength
            ? stream().trimToLength(kept, !isExact, 0)
            : stream().trimBefore(from, !isExact, 0);
    long possible =
        isByLength ? model.entries().size() - kept : model.entries().headMap(from).size();
    assertThat(trimmed).isLessThanOrEqualTo(possible);
    if (isExact) {
      assertThat(trimmed).isEqualTo(possible);
    }
    for (long index = 0; index < trimmed; index++) {
      model.entries().pollFirstEntry();
    }
  }

  // ---- groups

  private void changeGroup(Stream model, Random random) {
    String groupName = "group" + random.nextInt(3) + "x".repeat(random.nextInt(2));
    GroupValue group = stream().group();
    Group expected = model.groups().get(groupName);
    boolean isThere = stream().findGroup(bytes(groupName), 0, groupName.length());
    assertThat(isThere).isEqualTo(expected != null);
    if (expected == null) {
      EntryId last = any(model, random);
      stream().createGroup(bytes(groupName), 0, groupName.length(), last, 7);
      model.groups().put(groupName, new Group(last, new TreeMap<>(), new TreeMap<>()));
    } else if (random.nextInt(300) == 0) {
      stream().removeGroup();
      model.groups().remove(groupName);
    } else {
      changeConsumer(model, group, expected, random);
    }
  }

  private void changeConsumer(Stream model, GroupValue group, Group expected, Random random) {
    String consumerName = "" + (char) random.nextInt(0xF0, 0xF4);
    boolean isThere = group.findConsumer(bytes(consumerName), 0, 1);
    assertThat(isThere).isEqualTo(expected.consumers().containsKey(consumerName));
    if (!isThere) {
      group.createConsumer(bytes(consumerName), 0, 1, clock, -1);
      expected.consumers().put(consumerName, clock++);
    } else if (random.nextInt(100) == 0) {
      group.removeConsumer();
      expected.consumers().remove(consumerName);
      expected.pending().values().removeIf(delivery -> delivery.owner().equals(consumerName));
    } else if (random.nextInt(3) == 0) {
      EntryId id = pendingOrAny(model, expected, random);
      assertThat(group.acknowledge(id)).isEqualTo(expected.pending().remove(id) != null);
    } else {
      EntryId id = any(model, random);
      group.assign(id, clock, clock % 5);
      expected.pending().put(id, new Delivery(consumerName, clock, clock % 5));
      group.consumer().seen(clock);
      expected.consumers().put(consumerName, clock++);
    }
  }

  private EntryId pendingOrAny(Stream model, Group group, Random random) {
    List<EntryId> pending = List.copyOf(group.pending().keySet());
    return pending.isEmpty() || random.nextInt(4) == 0
        ? any(model, random)
        : pending.get(random.nextInt(pending.size()));
  }

  // ---- the world

  @Override
  Stream empty() {
    return new Stream(new TreeMap<>(), new TreeMap<>());
  }

  @Override
  Stream copyOf(Stream stream) {
    Map<String, Group> groups = new TreeMap<>();
    stream.groups().forEach((key, group) -> groups.put(key, copyOf(group)));
    return new Stream(new TreeMap<>(stream.entries()), groups);
  }

  private static Group copyOf(Group group) {
    return new Group(
        group.last(), new TreeMap<>(group.pending()), new TreeMap<>(group.consumers()));
  }

  @Override
  Stream read(Records records, int record) {
    StreamReader reader = new StreamReader(records).at(record);
    TreeMap<EntryId, List<String>> entries = new TreeMap<>();
    StreamWalk walk = new StreamWalk(records).all(record);
    while (walk.next()) {
      entries.put(walk.id(new EntryId()), fields(walk));
    }
    assertThat(backwards(records, record)).isEqualTo(List.copyOf(entries.descendingKeySet()));
    assertThat(reader.length()).isEqualTo(entries.size());
    Map<String, Group> groups = new TreeMap<>();
    GroupReader group = new GroupReader(records);
    for (boolean more = reader.firstGroup(group); more; more = reader.nextGroup(group)) {
      group.name(name);
      groups.put(text(name), group(records, group));
    }
    assertThat(reader.groupCount()).isEqualTo(groups.size());
    return new Stream(entries, groups);
  }

  private List<String> fields(StreamWalk walk) {
    List<String> fields = new ArrayList<>();
    while (walk.nextField()) {
      fields.add(text(walk.name()));
      fields.add(text(walk.value()));
    }
    assertThat(fields).hasSize(2 * walk.fields());
    return fields;
  }

  private static List<EntryId> backwards(Records records, int record) {
    List<EntryId> ids = new ArrayList<>();
    StreamWalk walk = new StreamWalk(records);
    walk.backwards(record, new EntryId(), EntryId.largest());
    while (walk.next()) {
      ids.add(walk.id(new EntryId()));
    }
    return ids;
  }

  private Group group(Records records, GroupReader group) {
    Map<String, Long> consumers = new TreeMap<>();
    Map<EntryId, Delivery> ofConsumers = new TreeMap<>();
    ConsumerReader consumer = new ConsumerReader(records);
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      consumer.name(name);
      consumers.put(text(name), consumer.seenAtMs());
      PendingWalk walk = new PendingWalk(records);
      Map<EntryId, Delivery> own = pending(walk.of(consumer, new EntryId(), EntryId.largest()));
      assertThat(own.values()).allMatch(delivery -> consumers.containsKey(delivery.owner()));
      assertThat(consumer.pendingCount()).isEqualTo(own.size());
      ofConsumers.putAll(own);
    }
    PendingWalk walk = new PendingWalk(records).of(group, new EntryId(), EntryId.largest());
    Map<EntryId, Delivery> pending = pending(walk);
    assertThat(pending).isEqualTo(ofConsumers);
    assertThat(group.pendingCount()).isEqualTo(pending.size());
    assertThat(group.entriesRead()).isEqualTo(7);
    return new Group(group.lastId(new EntryId()), pending, consumers);
  }

  private static Map<EntryId, Delivery> pending(PendingWalk walk) {
    Map<EntryId, Delivery> pending = new TreeMap<>();
    Element owner = new Element();
    while (walk.next()) {
      PendingEntry entry = walk.entry();
      entry.owner(owner);
      Delivery delivery = new Delivery(text(owner), entry.deliveredAtMs(), entry.deliveryCount());
      assertThat(pending.put(Objects.requireNonNull(entry.id(new EntryId())), delivery)).isNull();
    }
    return pending;
  }
}
