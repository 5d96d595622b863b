package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One value as DUMP gives it and RESTORE takes it: the type and the value as in a file, the version
 * in two bytes, and the CRC-64 of all that in eight, each the lowest byte first.
 */
public final class ValuePayload {
  /** What Redis 7.0 and all newer ones read; a hash whose fields run out takes a newer one. */
  private static final RdbVersion VERSION = RdbVersion.V10;

  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int FOOTER_BYTES = Short.BYTES + CHECKSUM_BYTES;
  private static final long MAX_STRING_BYTES = 512L << 20;
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int start;
  private final int length;

  /** What a part of an array holds; it must not change while it is read. */
  public ValuePayload(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  // ---- out

  /** The value of a record. */
  public static byte[] of(Records records, int record, boolean isCompressed) {
    var sink = new ByteArrayOutputStream();
    try {
      write(records, record, isCompressed, sink);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return sink.toByteArray();
  }

  private static void write(
      Records records, int record, boolean isCompressed, ByteArrayOutputStream sink)
      throws IOException {
    var out = RdbOutput.ofValue(sink, true);
    var strings = new RdbStringWriter(out, isCompressed);
    RdbVersion version = VERSION.forFieldTimes(TimedHashWriter.hasTimes(records, record));
    ValueWriter writer = new ValueWriters(out, strings, records, version).of(record);
    int type = writer.type(record);
    out.u8(type);
    writer.write(record, type);
    out.i16(version.number());
    out.finish();
  }

  /** How many bytes the value has in a file of the newest version, without its type. */
  public static long serializedLength(Records records, int record, boolean isCompressed) {
    var out = RdbOutput.ofValue(OutputStream.nullOutputStream(), false);
    var strings = new RdbStringWriter(out, isCompressed);
    ValueWriter writer = new ValueWriters(out, strings, records, RdbVersion.V11).of(record);
    try {
      writer.write(record, writer.type(record));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.count();
  }

  // ---- in

  /** Whether the version is one that is read here, and the checksum right unless nobody cares. */
  public boolean isIntact(boolean isChecksumIgnored) {
    return length >= FOOTER_BYTES
        && RdbDialect.of(version()).reads(version())
        && (isChecksumIgnored || checksum() == Crc64.update(0, bytes, start, sumStart() - start));
  }

  private int version() {
    return (short) SHORTS.get(bytes, start + length - FOOTER_BYTES) & 0xffff;
  }

  private int sumStart() {
    return start + length - CHECKSUM_BYTES;
  }

  private long checksum() {
    return (long) LONGS.get(bytes, sumStart());
  }

  /**
   * Puts the value into a database under a key that is not there, and returns its record. After a
   * failure a part of it may be there.
   *
   * @throws IOException if this is no value, or none that is known here
   */
  public int load(byte[] key, long expireAtMs, Database into, Records records) throws IOException {
    var name = new RdbString(MAX_STRING_BYTES);
    name.lies(key, 0, key.length);
    var rdbKey = new RdbKey(name);
    rdbKey.expireAtMs(expireAtMs);
    var in = new RdbInput(new Once(body()), false);
    RdbDialect dialect = RdbDialect.of(version());
    var scratch = new RdbString(MAX_STRING_BYTES);
    int type = type(in, scratch, dialect);
    var readers = new ValueReaders(scratch, new RdbString(MAX_STRING_BYTES));
    ValueReader reader = readers.of(type, dialect);
    if (reader == null) {
      throw new UnsupportedRdbException(in.offset() - 1, RdbType.unsupported(type, dialect));
    }
    int record = reader.load(in, rdbKey, into, records);
    if (record == Records.NONE) {
      throw new CorruptRdbException(0, "a collection without elements is no value");
    }
    return record;
  }

  private static int type(RdbInput in, RdbString scratch, RdbDialect dialect) throws IOException {
    int type = in.u8();
    if (type != RdbOpcode.KEY_METADATA || dialect != RdbDialect.REDIS) {
      return type;
    }
    ModuleData.skipKeyMetadata(in, scratch);
    return in.u8();
  }

  private ByteBuffer body() {
    return ByteBuffer.wrap(bytes, start, length - FOOTER_BYTES);
  }

  /** The bytes in one piece, unless there are none. */
  private static final class Once implements RdbSource {
    private @Nullable ByteBuffer piece;

    Once(ByteBuffer piece) {
      this.piece = piece.hasRemaining() ? piece : null;
    }

    @Override
    public @Nullable ByteBuffer next() {
      ByteBuffer next = piece;
      piece = null;
      return next;
    }
  }
}
