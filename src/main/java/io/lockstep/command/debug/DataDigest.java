package io.lockstep.command.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.text.SeventeenDigits;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListReader;
import io.lockstep.keyspace.SetReader;
import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.keyspace.StreamWalk;
import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The signature of data that DEBUG DIGEST answers: to the bit that of a Redis with the same keys,
 * whatever their order. Values count with their type, a time of expiry only as being there.
 */
final class DataDigest {

  private static final int LENGTH = 20;
  private static final byte[] EXPIRES = "!!expire!!".getBytes(ISO_8859_1);

  private static final byte[] FIELD_EXPIRES = "!!hexpire!!".getBytes(ISO_8859_1);

  private final MessageDigest sha1;
  private final byte[] total = new byte[LENGTH];
  private final byte[] ofKey = new byte[LENGTH];
  private final byte[] ofElement = new byte[LENGTH];
  private final byte[] hash = new byte[LENGTH];
  private final byte[] number = new byte[Integer.BYTES];
  private byte[] scratch = new byte[256];

  private DataDigest() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1.", e);
    }
  }

  /** Of all databases. */
  static String of(Keyspace data) {
    DataDigest digest = new DataDigest();
    for (int i = 0; i < data.databaseCount(); i++) {
      digest.add(i, data.database(i), data.records());
    }
    return HexFormat.of().formatHex(digest.total);
  }

  /** Of one value; of none it is zeros. */
  static String ofValue(Records records, int record) {
    DataDigest digest = new DataDigest();
    if (record != Database.NONE) {
      digest.addValue(records, record);
    }
    return HexFormat.of().formatHex(digest.ofKey);
  }

  private void add(int index, Database database, Records records) {
    if (database.size() > 0) {
      mix(total, index);
      database.forEach(record -> addRecord(records, record));
    }
  }

  private void addRecord(Records records, int record) {
    Arrays.fill(ofKey, (byte) 0);
    int length = records.keyLength(record);
    load(records.segment(record), records.keyOffset(record), length);
    mix(ofKey, scratch, length);
    addValue(records, record);
    xor(total, ofKey, LENGTH);
  }

  private void addValue(Records records, int record) {
    mix(ofKey, records.type(record).code());
    switch (records.type(record)) {
      case STRING -> addString(records, record);
      case HASH -> addHash(records, record);
      case SORTED_SET -> addSortedSet(records, record);
      case SET -> addSet(records, record);
      case LIST -> new ListReader(records).forEach(record, element -> mix(ofKey, element));
      case STREAM -> addStream(records, record);
    }
    if (records.hasExpiry(record)) {
      xor(ofKey, EXPIRES, EXPIRES.length);
    }
  }

  private void addString(Records records, int record) {
    int length = records.valueLength(record);
    load(records.segment(record), records.valueOffset(record), length);
    mix(ofKey, scratch, length);
  }

  private void addSet(Records records, int record) {
    new SetReader(records)
        .forEach(
            record,
            member -> {
              load(member.segment(), member.offset(), member.length());
              xor(ofKey, scratch, member.length());
            });
  }

  private void addHash(Records records, int record) {
    new HashReader(records)
        .forEachTimed(
            record,
            (field, value, expireAtMs) -> {
              Arrays.fill(ofElement, (byte) 0);
              mix(ofElement, field);
              mix(ofElement, value);
              if (expireAtMs != Records.NO_EXPIRY) {
                xor(ofElement, FIELD_EXPIRES, FIELD_EXPIRES.length);
              }
              xor(ofKey, ofElement, LENGTH);
            });
  }

  private void addStream(Records records, int record) {
    StreamWalk entries = new StreamWalk(records).all(record);
    EntryId id = new EntryId();
    byte[] text = new byte[EntryId.MAX_LENGTH];
    while (entries.next()) {
      mix(ofKey, text, entries.id(id).spell(text, '.'));
      while (entries.nextField()) {
        mix(ofKey, entries.name());
        mix(ofKey, entries.value());
      }
    }
  }

  private void addSortedSet(Records records, int record) {
    new SortedSetReader(records)
        .forEach(
            record,
            (member, score) -> {
              Arrays.fill(ofElement, (byte) 0);
              mix(ofElement, member);
              byte[] text = SeventeenDigits.text(score).getBytes(ISO_8859_1);
              mix(ofElement, text, text.length);
              xor(ofKey, ofElement, LENGTH);
            });
  }

  /** Adds an element of a collection after something: order counts. */
  private void mix(byte[] into, Element element) {
    load(element.segment(), element.offset(), element.length());
    mix(into, scratch, element.length());
  }

  private void load(MemorySegment segment, long offset, int length) {
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, scratch, 0, length);
  }

  private void mix(byte[] into, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      number[i] = (byte) (value >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
    }
    mix(into, number, Integer.BYTES);
  }

  /** Adds what comes after something: order counts. */
  private void mix(byte[] into, byte[] bytes, int length) {
    xor(into, bytes, length);
    hash(into, LENGTH, into);
  }

  /** Adds one of several whose order does not count. */
  private void xor(byte[] into, byte[] bytes, int length) {
    hash(bytes, length, hash);
    for (int i = 0; i < LENGTH; i++) {
      into[i] ^= hash[i];
    }
  }

  private void hash(byte[] bytes, int length, byte[] into) {
    try {
      sha1.update(bytes, 0, length);
      sha1.digest(into, 0, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("A SHA-1 has 20 bytes.", e);
    }
  }
}
