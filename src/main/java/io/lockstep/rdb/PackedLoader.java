package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;
import java.io.IOException;

/**
 * Reads collections that are one string of elements. A small one takes all of them at once where it
 * can; else they are added one by one.
 */
abstract sealed class PackedLoader implements ValueReader
    permits PackedHashLoader, PackedSetLoader, PackedSortedSetLoader, TimedPackedHashLoader {
  final Elements elements;
  private final PackedString string;
  private final int width; // elements that belong together
  private final String incomplete;

  /** The text is the error of elements that are no multiple of the width. */
  PackedLoader(RdbString scratch, Elements form, int width, String incomplete) {
    this.string = new PackedString(scratch);
    this.elements = form;
    this.width = width;
    this.incomplete = incomplete;
  }

  @Override
  public final int load(RdbInput in, RdbKey key, Database into, Records records)
      throws IOException {
    long at = in.offset();
    read(in);
    if (elements.count() % width != 0) {
      throw new CorruptRdbException(at, incomplete);
    }
    if (elements.count() == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    int adopted = adopt(key, into, at);
    if (adopted != Records.NONE) {
      return adopted;
    }
    elements.rewind();
    return fill(key, into, at);
  }

  /** Reads the string, and what comes before it. */
  void read(RdbInput in) throws IOException {
    string.read(in, elements);
  }

  /** How many members or fields there are. */
  final int size() {
    return elements.count() / width;
  }

  /** Makes a small collection of all elements; none where that is not possible. */
  abstract int adopt(RdbKey key, Database into, long at) throws CorruptRdbException;

  /** Makes a collection, and adds the elements to it. */
  abstract int fill(RdbKey key, Database into, long at) throws CorruptRdbException;

  @Override
  public final void skip(RdbInput in) throws IOException {
    read(in);
  }
}
