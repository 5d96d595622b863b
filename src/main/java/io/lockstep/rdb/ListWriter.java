package io.lockstep.rdb;

import io.lockstep.keyspace.ListReader;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes lists: block by block as the listpacks that Redis keeps them in since 7.0, or element by
 * element for older readers.
 */
final class ListWriter implements ValueWriter {
  @Override
  public int type(Records records, int record, RdbVersion version) {
    return version == RdbVersion.V9 ? RdbType.LIST : RdbType.LIST_QUICKLIST_2;
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    ListReader reader = new ListReader(records);
    if (type == RdbType.LIST) {
      out.length(reader.size(record));
      reader.forEach(record, strings::writeElement);
    } else {
      out.length(reader.blocks(record));
      ListBlockWriter blocks = new ListBlockWriter(out, strings);
      reader.forEachBlock(record, block -> write(blocks, block));
    }
  }

  /** {@link SnapshotWriter} takes the exception out again. */
  private static void write(ListBlockWriter blocks, PackedList block) {
    try {
      blocks.write(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
