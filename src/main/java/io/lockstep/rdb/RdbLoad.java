package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The reading of one file: a row of opcodes and keys, from the magic to the checksum. */
final class RdbLoad {
  private static final int LOWEST_OPCODE = 240; // types count up from 0, opcodes down from 255
  private static final int FIRST_WITH_METADATA = 13;
  private static final long MS_PER_SECOND = 1000;

  private final RdbInput in;
  private final RdbReadOptions options;
  private final KeyspaceFactory keyspaces;
  private final Preamble preamble = new Preamble();
  private final RdbString scratch;
  private final RdbKey key;
  private final ValueReaders readers;

  private int version;
  private RdbDialect dialect = RdbDialect.REDIS;
  private boolean isVerified;
  private int selected;
  private long expectable;
  private @Nullable Target target;

  RdbLoad(RdbInput in, RdbReadOptions options, KeyspaceFactory keyspaces) {
    this.in = in;
    this.options = options;
    this.keyspaces = keyspaces;
    this.expectable = options.maxExpectedKeys();
    this.scratch = new RdbString(options.maxStringBytes());
    this.key = new RdbKey(new RdbString(options.maxStringBytes()));
    this.readers = new ValueReaders(scratch, new RdbString(options.maxStringBytes()));
  }

  /** What is loaded into; opened once the fields that may name its seed have been read. */
  private record Target(Keyspace keyspace, Records records, LoadCounts counts) {}

  RdbContents run(RdbProgress progress) throws IOException {
    version = Magic.readVersion(in);
    dialect = RdbDialect.of(version);
    for (int code = in.u8(); code != RdbOpcode.EOF; code = in.u8()) {
      accept(code, progress);
    }
    verify();
    return contents(progress);
  }

  void abandon() {
    if (target != null) {
      target.keyspace().close();
    }
  }

  private void accept(int code, RdbProgress progress) throws IOException {
    switch (code) {
      case RdbOpcode.AUX -> readField(progress);
      case RdbOpcode.FUNCTION2 -> preamble.readFunction(in, scratch);
      case RdbOpcode.SELECTDB -> select();
      case RdbOpcode.RESIZEDB -> expect(progress);
      case RdbOpcode.EXPIRETIME -> key.expireAtMs(in.i32() * MS_PER_SECOND);
      case RdbOpcode.EXPIRETIME_MS -> key.expireAtMs(in.i64());
      case RdbOpcode.IDLE -> key.idleSeconds(in.length());
      case RdbOpcode.FREQ -> key.frequency(in.u8());
      case RdbOpcode.MODULE_AUX -> ModuleData.skipAux(in, scratch);
      case RdbOpcode.SLOT_INFO -> skipSlotInfo();
      case RdbOpcode.FUNCTION_PRE_GA ->
          throw unsupported("functions in the form that preceded Redis 7.0");
      default -> readKey(code, progress);
    }
  }

  /** What another dialect has no such opcode for. */
  private void acceptOwn(int code) throws IOException {
    switch (dialect) {
      case REDIS -> {
        if (code != RdbOpcode.KEY_METADATA || version < FIRST_WITH_METADATA) {
          throw unsupported("opcode " + code + " not supported");
        }
        ModuleData.skipKeyMetadata(in, scratch);
      }
      case VALKEY -> throw unsupported("opcode " + code + " not supported" + ofValkey(code));
    }
  }

  private static String ofValkey(int code) {
    return switch (code) {
      case RdbOpcode.SLOT_IMPORT -> " (slots on their way to a node of a cluster)";
      case RdbOpcode.COMMAND -> " (a command within a snapshot)";
      default -> "";
    };
  }

  private void readField(RdbProgress progress) throws IOException {
    if (preamble.readField(in, scratch).equals(AuxField.USED_MEMORY)) {
      progress.saysMemory(preamble.usedMemoryBytes());
    }
  }

  private UnsupportedRdbException unsupported(String what) {
    return new UnsupportedRdbException(in.offset() - 1, what);
  }

  private void select() throws IOException {
    long at = in.offset();
    long number = in.length();
    int databases = target().keyspace().databaseCount();
    if (number >= databases) {
      throw new UnsupportedRdbException(
          at, "database " + number + " is beyond the " + databases + " of this server");
    }
    selected = (int) number;
  }

  /** The size is a hint only, and the trust in it is used up over the whole file. */
  private void expect(RdbProgress progress) throws IOException {
    long announced = in.length();
    progress.announces(announced);
    long keys = Math.min(announced, expectable);
    long volatileKeys = Math.min(in.length(), keys);
    expectable -= keys;
    target().keyspace().database(selected).expect(keys, volatileKeys);
  }

  /** Slot, its keys, and how many of them expire: hints for a cluster's node. */
  private void skipSlotInfo() throws IOException {
    in.length();
    in.length();
    in.length();
  }

  private void readKey(int type, RdbProgress progress) throws IOException {
    if (type >= LOWEST_OPCODE) {
      acceptOwn(type);
      return;
    }
    key.startAt(in.offset() - 1);
    ValueReader reader = readerOf(type);
    key.name().read(in);
    Target into = target();
    boolean isHeard = isUnwanted() ? drop(reader, into, progress) : store(reader, into);
    key.forget();
    if (isHeard) {
      tell(progress, into);
    }
  }

  /** Apart from what is hot, which would be compiled again when another kind of listener comes. */
  private void tell(RdbProgress progress, Target loaded) {
    progress.reached(in.offset(), loaded.counts().keys());
  }

  private ValueReader readerOf(int type) throws IOException {
    ValueReader reader = readers.of(type, dialect);
    if (reader != null) {
      return reader;
    }
    throw switch (type) {
      case RdbType.MODULE, RdbType.MODULE_PRE_GA -> unsupportedModule(type);
      default -> unsupported(RdbType.unsupported(type, dialect));
    };
  }

  private UnsupportedRdbException unsupportedModule(int type) throws IOException {
    long at = in.offset() - 1;
    key.name().read(in);
    String module = ModuleData.name(in.number());
    return new UnsupportedRdbException(
        at, "type " + type + " not supported (module '" + module + "')");
  }

  private boolean isUnwanted() {
    return options.dropsExpired() && key.isExpired(options.nowMs());
  }

  private boolean drop(ValueReader reader, Target into, RdbProgress progress) throws IOException {
    reader.skip(in);
    progress.dropped(selected, key.name().copy());
    return into.counts().expired(selected);
  }

  private boolean store(ValueReader reader, Target into) throws IOException {
    Database database = into.keyspace().database(selected);
    int record = reader.load(in, key, database, into.records());
    if (record == Records.NONE) { // an empty collection is no key, as Redis holds it
      return false;
    }
    key.applyAccess(into.keyspace().accessClock(), into.records(), record);
    return into.counts().loaded(selected);
  }

  private Target target() {
    if (target == null) {
      Keyspace keyspace = keyspaces.open(preamble.hashSeed());
      keyspace.accessClock().advance(options.nowMs());
      var counts = new LoadCounts(keyspace.databaseCount(), options.progressEveryKeys());
      target = new Target(keyspace, keyspace.records(), counts);
    }
    return target;
  }

  private void verify() throws IOException {
    if (version < RdbVersion.FIRST_WITH_CHECKSUM) {
      return;
    }
    long computed = in.checksum();
    long at = in.offset();
    long stored = in.i64();
    isVerified = options.isVerified() && stored != 0; // 0: the writer computed none
    if (isVerified && stored != computed) {
      throw new CorruptRdbException(
          at,
          "RDB CRC error: checksum %016x, but the bytes have %016x".formatted(stored, computed));
    }
  }

  private RdbContents contents(RdbProgress progress) {
    Target loaded = target();
    tell(progress, loaded);
    return new RdbContents(
        loaded.keyspace(),
        version,
        Collections.unmodifiableMap(preamble.fields()),
        preamble.functions(),
        selected,
        loaded.counts().byDatabase(),
        in.offset(),
        isVerified,
        in.rest());
  }
}
