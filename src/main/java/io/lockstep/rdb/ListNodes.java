package io.lockstep.rdb;

import io.lockstep.memory.PackedRun;
import io.lockstep.rdb.packed.Elements;
import io.lockstep.rdb.packed.Listpack;
import io.lockstep.rdb.packed.Ziplist;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The elements of a list in a file, whatever they are packed in. */
final class ListNodes {
  private final RdbString string;
  private final PackedString packedString;
  private final int type;
  private final Elements packed;
  private long left; // nodes, or elements that are no part of one
  private boolean isPacked; // whether the element is one of the packed ones
  private boolean isAhead; // whether the next element has been read, and is not packed
  private final SmallElements small = new SmallElements();

  ListNodes(RdbString string, int type) {
    this.string = string;
    this.packedString = new PackedString(string);
    this.type = type;
    this.packed = type == RdbType.LIST_QUICKLIST_2 ? new Listpack() : new Ziplist();
  }

  void begin(RdbInput in) throws IOException {
    left = type == RdbType.LIST_ZIPLIST ? 1 : in.length();
    isPacked = false;
    isAhead = false;
  }

  /** All elements if they are those of one packed node, and none is too long; else null. */
  @Nullable PackedRun whole(RdbInput in, long longest) throws IOException {
    if (type == RdbType.LIST || left != 1) {
      return null;
    }
    left = 0;
    isPacked = isPackedNode(in);
    if (!isPacked) {
      readPlain(in);
      isAhead = true;
      return null;
    }
    packedString.read(in, packed);
    PackedRun run = packed.count() == 0 ? null : small.of(packed, packed.count(), longest);
    packed.rewind();
    return run;
  }

  /** Goes to the next element, if there is one. */
  boolean next(RdbInput in) throws IOException {
    if (isAhead) {
      isAhead = false;
      return true;
    }
    while (!isPacked || !packed.nextText()) {
      if (left == 0) {
        return false;
      }
      left--;
      isPacked = isPackedNode(in);
      if (!isPacked) {
        readPlain(in);
        return true;
      }
      packedString.read(in, packed);
    }
    return true;
  }

  private void readPlain(RdbInput in) throws IOException {
    long at = in.offset();
    string.read(in);
    if (string.length() == 0 && type == RdbType.LIST_QUICKLIST_2) {
      throw new CorruptRdbException(at, "a list's node without bytes");
    }
  }

  private boolean isPackedNode(RdbInput in) throws IOException {
    return switch (type) {
      case RdbType.LIST -> false;
      case RdbType.LIST_QUICKLIST_2 -> isPackedContainer(in);
      default -> true;
    };
  }

  private static boolean isPackedContainer(RdbInput in) throws IOException {
    long at = in.offset();
    long container = in.length();
    if (container != ListBlockWriter.PLAIN && container != ListBlockWriter.PACKED) {
      throw new CorruptRdbException(at, "a list's node of the unknown kind " + container);
    }
    return container == ListBlockWriter.PACKED;
  }

  byte[] bytes() {
    return isPacked ? packed.bytes() : string.bytes();
  }

  int start() {
    return isPacked ? packed.start() : string.start();
  }

  int length() {
    return isPacked ? packed.length() : string.length();
  }
}
