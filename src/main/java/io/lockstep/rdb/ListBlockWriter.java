package io.lockstep.rdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes blocks of a list as nodes of a quicklist: a listpack, or the bytes of one element. */
final class ListBlockWriter {
  static final int PLAIN = 1;
  static final int PACKED = 2;

  private static final int LISTPACK_HEADER_BYTES = 6;
  private static final byte LISTPACK_END = (byte) 0xFF;
  private static final int UNKNOWN_COUNT = 0xFFFF;

  /** A longer block has one element only. */
  private static final int MAX_LISTPACK_BYTES = 128 << 10;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final RdbOutput out;
  private final RdbStringWriter strings;
  private byte[] listpack = new byte[1 << 10];

  ListBlockWriter(RdbOutput out, RdbStringWriter strings) {
    this.out = out;
    this.strings = strings;
  }

  void write(PackedList block) throws IOException {
    if (block.end() > MAX_LISTPACK_BYTES && block.count() == 1) {
      out.length(PLAIN);
      Element element = new Element();
      block.read(PackedList.FIRST, element);
      strings.writeElement(element);
    } else {
      out.length(PACKED);
      writeListpack(block);
    }
  }

  /** Writes a list as the string that Redis has for it. */
  void writeListpack(PackedList block) throws IOException {
    int elementBytes = block.end() - PackedList.FIRST;
    int bytes = LISTPACK_HEADER_BYTES + elementBytes + 1;
    if (listpack.length < bytes) {
      listpack = new byte[Math.max(bytes, 2 * listpack.length)];
    }
    INTS.set(listpack, 0, bytes);
    SHORTS.set(listpack, 4, (short) Math.min(block.count(), UNKNOWN_COUNT));
    MemorySegment.copy(
        block.segment(),
        JAVA_BYTE,
        block.offset() + PackedList.FIRST,
        listpack,
        LISTPACK_HEADER_BYTES,
        elementBytes);
    listpack[bytes - 1] = LISTPACK_END;
    strings.write(listpack, 0, bytes);
  }
}
