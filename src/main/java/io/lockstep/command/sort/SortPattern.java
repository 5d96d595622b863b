package io.lockstep.command.sort;

import io.lockstep.command.Call;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of a key with a star for the element, and behind an arrow the field of a hash: {@code
 * weight_*}, {@code object_*->field}; or {@code #} for the element itself (Redis, {@code
 * lookupKeyByPattern}).
 */
final class SortPattern {
  private final byte[] text;
  private final int star; // -1 when there is none
  private final int arrow; // text.length when there is none

  SortPattern(byte[] text) {
    this.text = text;
    this.star = indexOf('*', 0);
    this.arrow = arrow();
  }

  private int indexOf(char letter, int from) {
    for (int i = from; i < text.length; i++) {
      if (text[i] == letter) {
        return i;
      }
    }
    return -1;
  }

  /** An arrow stands behind the star and before a name. */
  private int arrow() {
    for (int i = star + 1; star >= 0 && i + 2 < text.length; i++) {
      if (text[i] == '-' && text[i + 1] == '>') {
        return i;
      }
    }
    return text.length;
  }

  boolean hasStar() {
    return star >= 0;
  }

  private boolean isElement() {
    return text.length == 1 && text[0] == '#';
  }

  /** The value that the pattern leads to from an element; null if there is none. */
  byte @Nullable [] valueFor(Call call, byte[] element) {
    if (isElement()) {
      return element;
    }
    if (star < 0) {
      return null;
    }
    byte[] key = key(element);
    int record = call.readKey(key, 0, key.length);
    if (record == Database.NONE) {
      return null;
    }
    return arrow == text.length ? string(call, record) : field(call, record);
  }

  private byte[] key(byte[] element) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.write(text, 0, star);
    key.writeBytes(element);
    key.write(text, star + 1, arrow - star - 1);
    return key.toByteArray();
  }

  private static byte @Nullable [] string(Call call, int record) {
    return call.records().type(record) == RecordType.STRING ? call.records().value(record) : null;
  }

  private byte @Nullable [] field(Call call, int record) {
    byte[] name = Arrays.copyOfRange(text, arrow + 2, text.length);
    boolean isThere =
        call.records().type(record) == RecordType.HASH
            && call.node().liveFields().find(call, record, name, 0, name.length);
    return isThere ? call.element().toBytes() : null;
  }
}
