package io.lockstep.rdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values in the forms that older servers wrote, byte by byte as the format has them. */
class OldFormsTest {
  /** Redis 2.2: expiry in seconds, plain collections, scores as text, and no checksum. */
  @Test
  void readsTheFirstVersion() throws IOException {
    byte[] file =
        RdbBytes.version(1)
            .u8(RdbOpcode.SELECTDB, 0)
            .key("string", "text")
            .u8(RdbOpcode.EXPIRETIME)
            .i32(2_000_000_000)
            .key("lasting", "1")
            .u8(1)
            .string("list")
            .u8(2)
            .string("a")
            .u8(0xC0, 7)
            .u8(2)
            .string("set")
            .u8(2)
            .string("b")
            .string("a")
            .u8(3)
            .string("zset")
            .u8(4)
            .string("a")
            .u8(3)
            .raw("1.5")
            .string("b")
            .u8(254)
            .string("c")
            .u8(255)
            .string("d")
            .u8(2)
            .raw("17")
            .u8(4)
            .string("hash")
            .u8(1)
            .string("f")
            .string("v")
            .u8(RdbOpcode.EOF)
            .unfinished();
    assertThat(Shown.of(file))
        .isEqualTo(
            Map.of(
                "string", "text",
                "lasting", "1",
                "list", "[a, 7]",
                "set", "[a, b]",
                "zset", "[c:-Infinity, a:1.5, d:17.0, b:Infinity]",
                "hash", "{f=v}"));
  }

  @Test
  void readsAZipmap() throws IOException {
    byte[] file =
        RdbBytes.version(3)
            .u8(9)
            .string("k")
            .u8(14, 2)
            .u8(1, 'a', 1, 0, '1') // length, field, length, free bytes, value
            .u8(1, 'b', 1, 2, '2', 0, 0) // two of them free
            .u8(0xff)
            .unfinished();
    byte[] whole = append(file, 0xff);
    assertThat(Shown.of(whole)).isEqualTo(Map.of("k", "{a=1, b=2}"));
  }

  /** Header of ten bytes; each element behind the length of the one before. */
  private static RdbBytes ziplist(RdbBytes file) {
    return file.u8(21)
        .i32(21)
        .i32(18)
        .u8(4, 0)
        .u8(0, 1, 'a') // a text of one byte
        .u8(3, 0xf8) // the number 7
        .u8(2, 1, 'b')
        .u8(3, 0xfd) // 12
        .u8(0xff);
  }

  @Test
  void readsZiplists() throws IOException {
    RdbBytes file = RdbBytes.version(6);
    ziplist(file.u8(10).string("list"));
    ziplist(file.u8(12).string("zset"));
    ziplist(file.u8(13).string("hash"));
    ziplist(file.u8(14).string("quicklist").u8(1));
    assertThat(Shown.of(file.finished()))
        .isEqualTo(
            Map.of(
                "list", "[a, 7, b, 12]",
                "zset", "[a:7.0, b:12.0]",
                "hash", "{a=7, b=12}",
                "quicklist", "[a, 7, b, 12]"));
  }

  @Test
  void readsAnIntset() throws IOException {
    RdbBytes file = RdbBytes.version(2).u8(11).string("k").u8(12).i32(2).i32(2);
    byte[] whole = append(file.u8(0xfe, 0xff, 5, 0).unfinished(), 0xff);
    assertThat(Shown.of(whole)).isEqualTo(Map.of("k", "[-2, 5]"));
  }

  /** One entry 5-1 with the field f and the value v, in a listpack behind its id. */
  static RdbBytes streamNode(RdbBytes file) {
    int bytes = 6 + 22 + 1;
    return file.u8(1)
        .u8(16)
        .u8(0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1)
        .u8(bytes)
        .i32(bytes)
        .u8(10, 0)
        .u8(1, 1, 0, 1, 1, 1) // one entry, none deleted, one field name
        .u8(0x81, 'f', 2, 0, 1) // which is f, and the end of the master entry
        .u8(2, 1, 0, 1, 0, 1) // its fields are the master's; at the node's id
        .u8(0x81, 'v', 2, 4, 1) // and 4 elements in all
        .u8(0xff);
  }

  @Test
  void readsAStreamOfRedis5() throws IOException {
    RdbBytes file = streamNode(RdbBytes.version(9).u8(15).string("k"));
    assertThat(Shown.of(file.u8(1, 5, 1, 0).finished()))
        .isEqualTo(Map.of("k", "[5-1 f=v, last 5-1 groups 0]"));
  }

  @Test
  void readsAStreamOfRedis7() throws IOException {
    RdbBytes file = streamNode(RdbBytes.version(10).u8(19).string("k"));
    assertThat(Shown.of(file.u8(1, 5, 1, 5, 1, 0, 0, 1, 0).finished()))
        .isEqualTo(Map.of("k", "[5-1 f=v, last 5-1 groups 0]"));
  }

  private static byte[] append(byte[] bytes, int last) {
    byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    whole[bytes.length] = (byte) last;
    return whole;
  }
}
