package io.lockstep.rdb;

/** The first byte of a length: its upper two bits tell how the rest is to be read (rdb.h). */
final class RdbEncoding {
  static final int BITS_6 = 0;
  static final int BITS_14 = 1;
  static final int WIDE = 2;
  static final int SPECIAL = 3;

  static final int WIDE_32 = 0x80;
  static final int WIDE_64 = 0x81;

  static final int INT_8 = 0;
  static final int INT_16 = 1;
  static final int INT_32 = 2;
  static final int LZF = 3;

  private RdbEncoding() {}

  /** The byte that announces a string in one of the special encodings. */
  static int special(int encoding) {
    return SPECIAL << 6 | encoding;
  }
}
