package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListReader;
import io.lockstep.keyspace.SetReader;
import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.keyspace.StreamReader;
import io.lockstep.keyspace.StreamWalk;
import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every value of a keyspace as text: what a test compares, whatever form it has. */
final class Shown {
  private final Records records;

  private Shown(Records records) {
    this.records = records;
  }

  /** Of all databases of a file, whose keyspace is closed. */
  static Map<String, String> of(byte[] file) throws IOException {
    try (Keyspace keyspace = Loads.load(file).keyspace()) {
      return of(keyspace);
    }
  }

  static Map<String, String> of(Keyspace keyspace) {
    var shown = new Shown(keyspace.records());
    var all = new TreeMap<String, String>();
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      String prefix = i == 0 ? "" : i + "/";
      keyspace
          .database(i)
          .forEach(
              record ->
                  all.put(
                      prefix + text(shown.records.key(record)), shown.value(record).toString()));
    }
    return all;
  }

  private Object value(int record) {
    return switch (records.type(record)) {
      case STRING -> text(records.value(record));
      case LIST -> list(record);
      case SET -> set(record);
      case HASH -> hash(record);
      case SORTED_SET -> sortedSet(record);
      case STREAM -> stream(record);
    };
  }

  private List<String> list(int record) {
    var elements = new ArrayList<String>();
    new ListReader(records).forEach(record, element -> elements.add(text(element)));
    return elements;
  }

  private Collection<String> set(int record) {
    var members = new TreeSet<String>();
    new SetReader(records).forEach(record, member -> members.add(text(member)));
    return members;
  }

  private Map<String, String> hash(int record) {
    var fields = new TreeMap<String, String>();
    new HashReader(records)
        .forEachTimed(record, (field, value, at) -> fields.put(text(field), timed(value, at)));
    return fields;
  }

  private static String timed(Element value, long atMs) {
    return atMs == Records.NO_EXPIRY ? text(value) : text(value) + "@" + atMs;
  }

  private List<String> sortedSet(int record) {
    var members = new ArrayList<String>();
    new SortedSetReader(records)
        .forEach(record, (member, score) -> members.add(text(member) + ":" + score));
    return members;
  }

  private List<String> stream(int record) {
    var entries = new ArrayList<String>();
    StreamReader stream = new StreamReader(records).at(record);
    StreamWalk walk = new StreamWalk(records).all(record);
    while (walk.next()) {
      entries.add(entry(walk));
    }
    entries.add("last " + stream.lastId(new EntryId()) + " groups " + stream.groupCount());
    return entries;
  }

  private static String entry(StreamWalk walk) {
    var line = new StringBuilder(walk.id(new EntryId()).toString());
    while (walk.nextField()) {
      line.append(' ').append(text(walk.name())).append('=').append(text(walk.value()));
    }
    return line.toString();
  }

  private static String text(Element element) {
    return text(element.toBytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
