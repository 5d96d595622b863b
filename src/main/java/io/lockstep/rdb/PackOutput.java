package io.lockstep.rdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.keyspace.NumberSet;
import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.rdb.packed.ListpackWriter;
import io.lockstep.rdb.packed.PackWriter;
import io.lockstep.rdb.packed.ZiplistWriter;
import io.lockstep.rdb.packed.ZipmapWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes small collections as the one string that they are in a file. Elements of a packed list are
 * those of a listpack already, and of a sorted set only scores with a fraction are not.
 */
final class PackOutput {
  /** What takes more memory here is not written as a string that has to be put together first. */
  static final int MAX_CONVERTED_BYTES = 16 << 20;

  private static final int LISTPACK_HEADER_BYTES = 6;
  private static final int INTSET_HEADER_BYTES = 8;
  private static final int LISTPACK_END = 0xFF;
  private static final int NO_END = -1;
  private static final int UNKNOWN_COUNT = 0xFFFF;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final ListpackWriter listpack = new ListpackWriter();
  private final ZiplistWriter ziplist;
  private final ZipmapWriter zipmap = new ZipmapWriter();
  private final Element element = new Element();
  private byte[] room = new byte[1 << 10];

  PackOutput(RdbOutput out, RdbStringWriter strings, RdbVersion version) {
    this.ziplist = new ZiplistWriter(version.hasShortNumbers());
    this.out = out;
    this.strings = strings;
  }

  // ---- near copies

  void listpack(PackedList list) throws IOException {
    int elements = list.end() - PackedList.FIRST;
    long bytes = (long) LISTPACK_HEADER_BYTES + elements + 1;
    long count = Math.min(list.count(), UNKNOWN_COUNT);
    long header = bytes | count << Integer.SIZE;
    long from = list.offset() + PackedList.FIRST;
    frame(header, LISTPACK_HEADER_BYTES, list.segment(), from, elements, LISTPACK_END);
  }

  void intset(NumberSet numbers) throws IOException {
    long header = numbers.width() | (long) numbers.size() << Integer.SIZE;
    int bytes = numbers.size() * numbers.width();
    frame(header, INTSET_HEADER_BYTES, numbers.segment(), numbers.offset(), bytes, NO_END);
  }

  private void frame(long header, int headerBytes, MemorySegment from, long at, int length, int end)
      throws IOException {
    long bytes = (long) headerBytes + length + (end == NO_END ? 0 : 1);
    if (strings.mayCompress(bytes)) {
      fill(header, headerBytes, from, at, length, end);
      strings.write(room, 0, (int) bytes);
      return;
    }
    out.length(bytes);
    for (int i = 0; i < headerBytes; i++) {
      out.u8((int) (header >>> (Byte.SIZE * i)));
    }
    out.bytes(from, at, length);
    if (end != NO_END) {
      out.u8(end);
    }
  }

  private void fill(
      long header, int headerBytes, MemorySegment from, long at, int length, int end) {
    int needed = length + Long.BYTES + 1;
    if (room.length < needed) {
      room = new byte[Math.max(needed, 2 * room.length)];
    }
    LONGS.set(room, 0, header);
    MemorySegment.copy(from, JAVA_BYTE, at, room, headerBytes, length);
    room[headerBytes + length] = (byte) end;
  }

  // ---- put together

  /** Members and scores in turn. */
  void listpackWithScores(PackedList list) throws IOException {
    listpack.begin();
    int from = PackedList.FIRST; // elements up to here are written
    int count = 0;
    for (int place = list.next(from); place < list.end(); place = secondNext(list, place)) {
      count += 2;
      if (!list.isNumber(place)) {
        copy(list, from, place, count - 1);
        append(listpack, list.score(place));
        from = list.next(place);
        count = 0;
      }
    }
    copy(list, from, list.end(), count);
    write(listpack);
  }

  /** The place two elements on, or the end. */
  private static int secondNext(PackedList list, int place) {
    int next = list.next(place);
    return next < list.end() ? list.next(next) : next;
  }

  private void copy(PackedList list, int from, int to, int count) {
    listpack.appendElements(list.segment(), list.offset() + from, to - from, count);
  }

  void ziplist(PackedList list) throws IOException {
    ziplist.begin();
    for (int place = PackedList.FIRST; place < list.end(); place = list.next(place)) {
      append(ziplist, list, place);
    }
    write(ziplist);
  }

  /** Members and scores in turn. */
  void ziplistWithScores(PackedList list) throws IOException {
    ziplist.begin();
    for (int place = PackedList.FIRST; place < list.end(); ) {
      append(ziplist, list, place);
      place = list.next(place);
      if (list.isNumber(place)) {
        ziplist.append(list.number(place));
      } else {
        append(ziplist, list.score(place));
      }
      place = list.next(place);
    }
    write(ziplist);
  }

  /** Whether none of its elements is too long. */
  boolean fitsZipmap(PackedList list) {
    for (int place = PackedList.FIRST; place < list.end(); place = list.next(place)) {
      list.read(place, element);
      if (element.length() > ZipmapWriter.MAX_TEXT) {
        return false;
      }
    }
    return true;
  }

  void zipmap(PackedList list) throws IOException {
    zipmap.begin();
    for (int place = PackedList.FIRST; place < list.end(); place = list.next(place)) {
      list.read(place, element);
      zipmap.append(element.segment(), element.offset(), element.length());
    }
    zipmap.finish();
    strings.write(zipmap.bytes(), 0, zipmap.length());
  }

  private void append(ZiplistWriter pack, PackedList list, int place) {
    if (list.isNumber(place)) {
      pack.append(list.number(place));
    } else {
      list.read(place, element);
      pack.appendText(element.segment(), element.offset(), element.length());
    }
  }

  private static void append(PackWriter pack, double score) {
    byte[] text = ScoreSpelling.of(score);
    pack.append(text, 0, text.length);
  }

  private void write(PackWriter pack) throws IOException {
    pack.finish();
    strings.write(pack.bytes(), 0, pack.length());
  }
}
