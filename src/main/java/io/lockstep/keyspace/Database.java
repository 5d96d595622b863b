package io.lockstep.keyspace;

import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;
import java.util.random.RandomGenerator;

/**
 * One numbered set of keys. Records are named by address; any change may give a record another one.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Database {
  public static final int NONE = Records.NONE;

  public int index() {
    throw new UnsupportedOperationException();
  }

  public long size() {
    throw new UnsupportedOperationException();
  }

  /** Keys that have a time of expiry. */
  public long volatileSize() {
    throw new UnsupportedOperationException();
  }

  /** Prepares for about so many keys, so that a bulk load does not split tables on its way. */
  public void expect(long keys) {
    throw new UnsupportedOperationException();
  }

  public int find(byte[] key, int start, int length) {
    throw new UnsupportedOperationException();
  }

  public int putString(
      byte[] key,
      int keyStart,
      int keyLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    throw new UnsupportedOperationException();
  }

  public int putStringKeepingExpiry(
      byte[] key, int keyStart, int keyLength, byte[] value, int valueStart, int valueLength) {
    throw new UnsupportedOperationException();
  }

  public boolean replaced() {
    throw new UnsupportedOperationException();
  }

  public long replacedExpireAtMs() {
    throw new UnsupportedOperationException();
  }

  public int resizeValue(int record, int newLength) {
    throw new UnsupportedOperationException();
  }

  public int expireAt(int record, long atMs) {
    throw new UnsupportedOperationException();
  }

  public int persist(int record) {
    throw new UnsupportedOperationException();
  }

  public boolean delete(byte[] key, int start, int length) {
    throw new UnsupportedOperationException();
  }

  public void delete(int record) {
    throw new UnsupportedOperationException();
  }

  public int rename(int record, byte[] newKey, int start, int length) {
    throw new UnsupportedOperationException();
  }

  public int copy(int record, Database target, byte[] key, int start, int length) {
    throw new UnsupportedOperationException();
  }

  public int move(int record, Database target) {
    throw new UnsupportedOperationException();
  }

  public long scan(long cursor, int count, RecordVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  public int randomRecord(RandomGenerator random) {
    throw new UnsupportedOperationException();
  }

  public int randomVolatileRecord(RandomGenerator random) {
    throw new UnsupportedOperationException();
  }

  public void forEach(RecordVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  public void clear() {
    throw new UnsupportedOperationException();
  }

  public long averageTtlMs() {
    throw new UnsupportedOperationException();
  }
}
