package io.lockstep.keyspace;

/**
 * Up to which size collections are kept packed: the parameters of the same names, which whoever
 * owns the keyspace sets when they change.
 */
public final class ValueLimits {
  public long hashMaxListpackEntries = 512;
  public long hashMaxListpackValue = 64;
  public long setMaxIntsetEntries = 512;
  public long setMaxListpackEntries = 128;
  public long setMaxListpackValue = 64;
  public long zsetMaxListpackEntries = 128;
  public long zsetMaxListpackValue = 64;

  /** Elements of a packed block, or when negative its size: -1 is 4 KiB … -5 is 64 KiB. */
  public long listMaxListpackSize = -2;

  /** Bytes of a stream's block; 0 is no limit. */
  public long streamNodeMaxBytes = 4096;

  /** Entries of a stream's block; 0 is no limit. */
  public long streamNodeMaxEntries = 100;

  /** Takes over what the other ones are. */
  public void become(ValueLimits other) {
    hashMaxListpackEntries = other.hashMaxListpackEntries;
    hashMaxListpackValue = other.hashMaxListpackValue;
    setMaxIntsetEntries = other.setMaxIntsetEntries;
    setMaxListpackEntries = other.setMaxListpackEntries;
    setMaxListpackValue = other.setMaxListpackValue;
    zsetMaxListpackEntries = other.zsetMaxListpackEntries;
    zsetMaxListpackValue = other.zsetMaxListpackValue;
    listMaxListpackSize = other.listMaxListpackSize;
    streamNodeMaxBytes = other.streamNodeMaxBytes;
    streamNodeMaxEntries = other.streamNodeMaxEntries;
  }
}
