package io.lockstep.rdb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts an RDB file together byte by byte, sound or not. */
final class RdbBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static RdbBytes version(int version) {
    return new RdbBytes().raw("REDIS%04d".formatted(version));
  }

  RdbBytes u8(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  RdbBytes raw(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A short string in its plain form. */
  RdbBytes string(String text) {
    return u8(text.length()).raw(text);
  }

  RdbBytes aux(String name, String value) {
    return u8(RdbOpcode.AUX).string(name).string(value);
  }

  RdbBytes key(String name, String value) {
    return u8(RdbType.STRING).string(name).string(value);
  }

  /** A module's auxiliary data, with one field of every kind. */
  RdbBytes moduleAux() {
    return u8(RdbOpcode.MODULE_AUX, 0x81)
        .raw("modul123")
        .u8(2, 1)
        .u8(1, 7, 2, 8, 3)
        .i32(0)
        .u8(4)
        .i64(0)
        .u8(5)
        .string("blob")
        .u8(0);
  }

  RdbBytes i64(long value) {
    bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  RdbBytes i32(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  byte[] unfinished() {
    return bytes.toByteArray();
  }

  /** With the end mark and the right checksum. */
  byte[] finished() {
    u8(RdbOpcode.EOF);
    byte[] all = bytes.toByteArray();
    return i64(Crc64.update(0, all, 0, all.length)).unfinished();
  }
}
