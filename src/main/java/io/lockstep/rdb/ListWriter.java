package io.lockstep.rdb;

import io.lockstep.keyspace.BlockVisitor;
import io.lockstep.keyspace.ListReader;
import io.lockstep.keyspace.ListVisitor;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Writes lists block by block, as the nodes of a quicklist: listpacks since Redis 7.0, ziplists
 * before; before there were quicklists, a small list is one ziplist. All others go element by
 * element.
 */
final class ListWriter implements ValueWriter {
  private final RdbOutput out;
  private final RdbVersion version;
  private final ListReader reader;
  private final ListBlockWriter blocks;
  private final BlockVisitor listpacks;
  private final BlockVisitor ziplists;
  private final ListVisitor elements;
  private int longestBlock;

  ListWriter(
      RdbOutput out,
      RdbStringWriter strings,
      VisitedOutput visited,
      PackOutput packs,
      Records records,
      RdbVersion version) {
    this.out = out;
    this.version = version;
    this.reader = new ListReader(records);
    this.blocks = new ListBlockWriter(out, strings, packs);
    this.listpacks = block -> VisitedOutput.part(() -> blocks.write(block));
    this.ziplists = block -> VisitedOutput.part(() -> packs.ziplist(block));
    this.elements = visited::element;
  }

  @Override
  public int type(int record) {
    if (version.hasListpacks()) {
      return RdbType.LIST_QUICKLIST_2;
    }
    if (!version.hasQuicklists() && !reader.isPacked(record)) {
      return RdbType.LIST;
    }
    longestBlock = 0;
    reader.forEachBlock(record, block -> longestBlock = Math.max(longestBlock, block.end()));
    if (longestBlock > PackOutput.MAX_CONVERTED_BYTES) {
      return RdbType.LIST;
    }
    return version.hasQuicklists() ? RdbType.LIST_QUICKLIST : RdbType.LIST_ZIPLIST;
  }

  @Override
  public void write(int record, int type) throws IOException {
    if (type == RdbType.LIST) {
      out.length(reader.size(record));
      reader.forEach(record, elements);
    } else if (type == RdbType.LIST_ZIPLIST) {
      reader.forEachBlock(record, ziplists);
    } else {
      out.length(reader.blocks(record));
      reader.forEachBlock(record, type == RdbType.LIST_QUICKLIST_2 ? listpacks : ziplists);
    }
  }
}
