package io.lockstep.rdb;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import java.io.IOException;

/** Writes blocks of a list as nodes of a quicklist: a listpack, or the bytes of one element. */
final class ListBlockWriter {
  static final int PLAIN = 1;
  static final int PACKED = 2;

  /** A longer block has one element only. */
  private static final int MAX_LISTPACK_BYTES = 128 << 10;

  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final PackOutput packs;
  private final Element element = new Element();

  ListBlockWriter(RdbOutput out, RdbStringWriter strings, PackOutput packs) {
    this.out = out;
    this.strings = strings;
    this.packs = packs;
  }

  void write(PackedList block) throws IOException {
    if (block.end() > MAX_LISTPACK_BYTES && block.count() == 1) {
      out.length(PLAIN);
      block.read(PackedList.FIRST, element);
      strings.write(element);
    } else {
      out.length(PACKED);
      packs.listpack(block);
    }
  }
}
