package io.lockstep.rdb;

import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.EnumMap;
import java.util.Map;

/**
 * The writer of each type of value into one output, for files and for single values. Each is made
 * when the first value of its type comes, and serves all further ones.
 */
final class ValueWriters {
  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final VisitedOutput visited;
  private final PackOutput packs;
  private final Records records;
  private final RdbVersion version;
  private final Map<RecordType, ValueWriter> made = new EnumMap<>(RecordType.class);

  ValueWriters(RdbOutput out, RdbStringWriter strings, Records records, RdbVersion version) {
    this.out = out;
    this.strings = strings;
    this.visited = new VisitedOutput(out, strings);
    this.packs = new PackOutput(out, strings, version);
    this.records = records;
    this.version = version;
  }

  Records records() {
    return records;
  }

  ValueWriter of(int record) {
    RecordType type = records.type(record);
    ValueWriter writer = made.get(type);
    if (writer == null) {
      writer = make(type);
      made.put(type, writer);
    }
    return writer;
  }

  private ValueWriter plainHashes() {
    return new HashWriter(out, visited, packs, records, version);
  }

  private ValueWriter make(RecordType type) {
    return switch (type) {
      case STRING -> new StringWriter(strings, records);
      case SET -> new SetWriter(out, visited, packs, records, version);
      case HASH ->
          new TimedHashWriter(out, visited, packs, records, plainHashes(), version.isValkey());
      case SORTED_SET -> new SortedSetWriter(out, visited, packs, records, version);
      case LIST -> new ListWriter(out, strings, visited, packs, records, version);
      case STREAM -> new StreamWriter(out, strings, packs, records, version);
    };
  }
}
